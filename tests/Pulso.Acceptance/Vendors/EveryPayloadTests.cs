using System.Text.Json.Nodes;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Vendors;

/// <summary>Every file among the shared payloads, over HTTP and signed: what its golden file says is taken, or refused for its reason.</summary>
[Collection(WithSharedApp.Name)]
public sealed class EveryPayloadTests(SharedApp shared)
{
    /// <summary>What is no vendor's is the canonical endpoint's.</summary>
    private static readonly string[] CanonicalFolders = ["cloudevents", "standard-webhooks"];

    [SharedFact]
    public async Task Each_body_of_a_vendor_is_taken_or_refused_as_its_golden_file_says()
    {
        using var tenant = await VendorSources.TenantAsync(shared);
        var bodies = Files().Where(IsBody).ToList();

        Assert.True(bodies.Count >= 40, $"{bodies.Count} bodies");
        foreach (string file in bodies)
        {
            var golden = Golden(file);
            var answer = await tenant.SendAsync(Request(tenant, file));
            Assert.True(answer.Text == Expected(golden) || (golden["faults"]!.AsArray().Count > 0 && Refuses(answer, golden)), $"{file}: {answer.Status} {answer.Text}");
        }
        Assert.Equal(0, await tenant.DrainAsync());
        await tenant.VerifyAsync();
    }

    [SharedFact]
    public async Task A_body_that_is_no_JSON_is_refused_with_its_line()
    {
        using var tenant = await VendorSources.TenantAsync(shared);

        var answer = await tenant.SendAsync(VendorSources.Request(tenant, "chatwoot", Text("chatwoot/message_created_docs_verbatim.txt")));

        Assert.Equal(400, answer.Status);
        Assert.Contains("is not JSON: line ", answer.Text, StringComparison.Ordinal);
    }

    [SharedFact]
    public async Task The_handshake_is_answered_with_its_challenge()
    {
        using var tenant = await VendorSources.TenantAsync(shared);
        string target = Text("meta-whatsapp/handshake_get.http").Split(' ')[1];
        string query = target[target.IndexOf('?', StringComparison.Ordinal)..].Replace("meatyhamhock", VendorSources.Secret, StringComparison.Ordinal);

        var answer = await tenant.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(VendorSources.PathOf(tenant, "whatsapp") + query, UriKind.Relative)));

        Assert.Equal((200, "1158201444"), (answer.Status, answer.Text));
    }

    [SharedFact]
    public async Task A_thin_event_that_is_no_CloudEvent_is_told_what_to_send()
    {
        using var tenant = await VendorSources.TenantAsync(shared);

        var answer = await tenant.SendAsync(Signed.Request("application/json", Text("standard-webhooks/event_contact_created.json")));

        Assert.Equal(415, answer.Status);
        Assert.Contains("ce- headers", answer.Text, StringComparison.Ordinal);
    }

    /// <summary>A file that somebody adds is sent by a test, or this fails.</summary>
    [SharedFact]
    public void No_file_is_left_out()
    {
        string[] known =
        [
            .. Files().Where(IsBody),
            "chatwoot/message_created_docs_verbatim.txt", "meta-whatsapp/handshake_get.http",
            // Vectors of signatures, whose addresses, instants and secrets are their own: SharedSignatureTests, SharedVectorTests.
            "meta-whatsapp/signature_vector.json", "twilio/signature_vectors.json", "standard-webhooks/signature_vector.json",
            // The canonical endpoint's: SharedPayloadTests.
            "cloudevents/http_binary_mode.http", "cloudevents/http_structured_mode.http", "cloudevents/json_batch.json", "cloudevents/json_event_1_data_base64.json",
            "cloudevents/json_event_2_str.json", "standard-webhooks/event_contact_created.json",
        ];

        Assert.Equal(Files().Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    /// <summary>Qualtrics' delivery was captured with its signature; every other body is signed here.</summary>
    private static HttpRequestMessage Request(Tenant tenant, string file) => file.StartsWith("qualtrics/", StringComparison.Ordinal)
        ? VendorSources.Request(new SignedDelivery("", VendorSigner.FormType, Text(file), []), VendorSources.PathOf(tenant, "qualtrics"))
        : VendorSources.Request(tenant, VendorOf(file), Text(file));

    private static string Expected(JsonNode golden) => $$"""{"accepted":{{golden["events"]!.AsArray().Count}}}""";

    /// <summary>True for a refusal with every fault that the golden file has.</summary>
    private static bool Refuses(Answer answer, JsonNode golden) => answer.Status == 400
        && golden["faults"]!.AsArray().All(fault => $"{fault}".Split(": ", 2) is [var field, var reason]
            && answer.Text.Contains($"\"field\":\"{field}\"", StringComparison.Ordinal) && answer.Text.Contains(reason, StringComparison.Ordinal));

    private static bool IsBody(string file) => !CanonicalFolders.Contains(file.Split('/')[0]) && !file.Contains("signature_vector", StringComparison.Ordinal)
        && (file.EndsWith(".json", StringComparison.Ordinal) || file.EndsWith(".form.txt", StringComparison.Ordinal));

    private static string VendorOf(string file) => file.Split('/')[0] is var folder && folder == "meta-whatsapp" ? "whatsapp" : folder;

    private static IEnumerable<string> Files() => Directory.GetFiles(SharedFactAttribute.PathOf("payloads"), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(SharedFactAttribute.PathOf("payloads"), file).Replace('\\', '/')).Where(file => !file.EndsWith(".md", StringComparison.Ordinal));

    private static string Text(string file) => File.ReadAllText(SharedFactAttribute.PathOf($"payloads/{file}"));

    private static JsonNode Golden(string file) => JsonNode.Parse(File.ReadAllText(Checkout.PathOf(
        $"tests/Pulso.Functions.Tests/Vendors/Golden/{file.Split('/')[0]}/{Path.GetFileName(file).Split('.')[0]}.json")))!;
}
