using System.Net.Http.Headers;
using Pulso.Acceptance.Running;
using Pulso.Acceptance.Vendors;
using Xunit.Abstractions;

namespace Pulso.Acceptance.Privacy;

/// <summary>No telephone number, address or name of a customer that goes in is found anywhere afterwards.</summary>
public sealed class ScanTests(ITestOutputHelper output)
{
    private const string Secret = "a-vendors-secret";

    // As sent, and in the other ways in which the same may be written.
    private static readonly string[] Personal =
    [
        "34600111222", "600 111 222", "34655444333", "maria.lopez@example.org", "ana.ruiz@example.org", "example.org", "María", "Maria", "López", "Lopez", "Ruiz",
        "me han cobrado dos veces", "muy lento todo",
    ];

    [Fact]
    public async Task Nothing_of_a_person_is_left_in_tables_blobs_queue_logs_or_files()
    {
        await using var app = await RunningApp.StartAsync(partitions: 8, sessions: 2);
        using var tenant = new Tenant(app, "acme");
        Assert.Equal(200, (await tenant.PutSettingsAsync($$"""
            { "tenant": "acme", "sources": { "{{Calls.Source}}": { "secrets": ["{{Signed.Secret}}"] }, "whatsapp": { "vendor": "whatsapp", "secrets": ["{{Secret}}"] } },
              "versions": [ { "validFrom": "1990-01-01", "timeZone": "Europe/Madrid" } ] }
            """)).Status);

        await tenant.ReplayAsync(Canonical());
        Assert.Equal(400, (await tenant.SendAsync(Signed.Batch([Calls.Event("contact.started", "x", "yesterday, said Maria Lopez", "\"customer\":\"+34600111222\"")]))).Status);
        Assert.Equal(202, (await tenant.SendAsync(WhatsApp(Message("wamid.one", "34655444333", "María López", "me han cobrado dos veces")))).Status);
        Assert.Equal(0, await tenant.DrainAsync());
        await tenant.SnapshotAsync(new DateOnly(2026, 3, 2));
        await tenant.VerifyAsync();
        Assert.Equal(202, (await tenant.SendAsync(
            HttpMethod.Post, "erasures", RunningApp.AdminKey, new StringContent("""{ "customers": ["maria.lopez@example.org"] }""", System.Text.Encoding.UTF8, "application/json"))).Status);
        await tenant.DrainAsync();

        var traces = await Traces.OfAsync(app);
        var found = traces.SelectMany(trace => Personal.Where(text => Traces.Holds(trace.Bytes, text)).Select(text => $"{text} in {trace.Place}")).Distinct().ToList();
        output.WriteLine($"{traces.Count} values, {traces.Sum(trace => (long)trace.Bytes.Length)} bytes, {Personal.Length} texts sought, {found.Count} found");
        Assert.Empty(found);
        Assert.Contains(traces, trace => Traces.Holds(trace.Bytes, "sales")); // a scan that cannot see is no scan
        Assert.Contains(traces, trace => trace.Place.StartsWith("bi-acme/v1/fact_contact", StringComparison.Ordinal));
        Assert.Contains(traces, trace => trace.Place.StartsWith("archive/acme", StringComparison.Ordinal) && Traces.Holds(trace.Bytes, "sales"));
    }

    private static IEnumerable<string> Canonical() =>
    [
        .. Calls.Solved("call-1", customer: "+34600111222"), .. Calls.Solved("call-2", hour: "12", customer: "maria.lopez@example.org"),
        Calls.Event("contact.started", "call-3", "2026-03-02T10:00:00Z", """ "channel":"voice","customer":"ana.ruiz@example.org","name":"Ana Ruiz","phone":"+34 600 111 222" """),
        Calls.Event("survey.answered", "call-1", "2026-03-02T11:00:00Z", """ "survey":"after","kind":"csat","score":2,"min":1,"max":5,"comment":"muy lento todo, María López" """),
        Calls.Event("crm.note", "call-1", "2026-03-02T11:30:00Z", """ "text":"llamar a Maria Lopez, 600 111 222" """),
        Calls.Event("consent.given", "call-1", "2026-03-02T11:40:00Z", """ "customer":"+34600111222","channel":"whatsapp","purpose":"service" """),
        Calls.Event("sale.recorded", "call-2", "2026-03-02T11:50:00Z", """ "customer":"maria.lopez@example.org","amount":20,"currency":"EUR","assisted":true """),
        """{"specversion":"1.0","id":"m-1","source":"/test/pbx","type":"message.received","time":"2026-03-02T10:05:00Z","data":{"thread":"business|+34600111222","customer":"+34600111222","channel":"whatsapp","messageId":"m1-34600111222","text":"me han cobrado dos veces"}}""",
    ];

    private static string Message(string id, string number, string name, string text) => $$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp",
          "metadata":{"display_phone_number":"15550001111","phone_number_id":"42"},"contacts":[{"profile":{"name":"{{{name}}}"},"wa_id":"{{{number}}}"}],
          "messages":[{"from":"{{{number}}}","id":"{{{id}}}","timestamp":"1772442000","type":"text","text":{"body":"{{{text}}}"}}]}}]}]}
        """;

    private static HttpRequestMessage WhatsApp(string body)
    {
        var signed = VendorSigner.Of["whatsapp"](Secret, "", body, DateTimeOffset.UnixEpoch);
        var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/acme/channels/whatsapp", UriKind.Relative)) { Content = content };
        foreach (var (name, value) in signed.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
