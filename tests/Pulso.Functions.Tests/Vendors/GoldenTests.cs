using System.Text.Encodings.Web;
using System.Text.Json;
using Pulso.Acceptance.Running;
using Pulso.Functions.Vendors;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Vendors;

/// <summary>What each of the vendors' shared payloads is translated to; <c>UPDATE_GOLDEN=1</c> writes it anew, to be checked by hand.</summary>
public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly IReadOnlyDictionary<string, string> VendorOfFolder = new Dictionary<string, string>
    {
        ["meta-whatsapp"] = "whatsapp",
        ["twilio"] = "twilio",
        ["zendesk"] = "zendesk",
        ["typeform"] = "typeform",
        ["amazon-connect"] = "amazon-connect",
        ["genesys-cloud"] = "genesys-cloud",
        ["intercom"] = "intercom",
        ["chatwoot"] = "chatwoot",
        ["freshdesk"] = "freshdesk",
        ["qualtrics"] = "qualtrics",
        ["delighted"] = "delighted",
        ["surveymonkey"] = "surveymonkey",
    };

    private static readonly IReadOnlyDictionary<string, Question> Questions = new Dictionary<string, Question>
    {
        ["readable_ref_rating"] = new("csat", 1, 5),
        ["NRsxU591jIW9"] = new("ces", 1, 5, "low-is-good"),
    };

    /// <summary>Every payload of a vendor, but vectors of signatures and handshakes; nothing where there is no shared folder.</summary>
    public static TheoryData<string> Payloads => SharedFactAttribute.Reason is not null
        ? ["none"]
        : [.. VendorOfFolder.Keys.SelectMany(folder => Directory.GetFiles(SharedFactAttribute.PathOf($"payloads/{folder}"))
            .Select(file => $"{folder}/{Path.GetFileName(file)}")).Where(IsBody).Order(StringComparer.Ordinal)];

    /// <summary>The vendor of a payload, by its folder.</summary>
    public static string VendorOf(string payload) => VendorOfFolder[payload.Split('/')[0]];

    [SharedTheory]
    [MemberData(nameof(Payloads))]
    public void A_payload_is_translated_as_its_golden_file_says(string payload)
    {
        string folder = payload.Split('/')[0];
        var source = new Source("desk", VendorOfFolder[folder], ["secret"]) { Queue = "support", Questions = Questions };

        var translation = Deliveries.Shared(payload).Translated(source);

        Golden.Holds($"tests/Pulso.Functions.Tests/Vendors/Golden/{folder}/{Path.GetFileName(payload).Split('.')[0]}.json", [Text(translation)]);
    }

    [SharedFact]
    public void A_body_that_is_no_JSON_is_refused_with_its_line()
    {
        var translation = Deliveries.Shared("chatwoot/message_created_docs_verbatim.txt").Translated("chatwoot");

        Assert.Empty(translation.Events);
        Assert.StartsWith("is not JSON: line ", Assert.Single(translation.Faults).Reason, StringComparison.Ordinal);
    }

    private static bool IsBody(string file) =>
        (file.EndsWith(".json", StringComparison.Ordinal) && !file.Contains("signature_vector", StringComparison.Ordinal))
        || file.EndsWith(".form.txt", StringComparison.Ordinal);

    private static string Text(Translation translation) => JsonSerializer.Serialize(
        new
        {
            events = translation.Events.Select(item => new { item.Id, item.Type, item.Time, item.Subject, data = item.Fields }),
            ignored = translation.Ignored,
            faults = translation.Faults.Select(fault => $"{fault.Field}: {fault.Reason}"),
        },
        Indented);
}
