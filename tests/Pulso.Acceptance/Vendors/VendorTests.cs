using System.Text.Json;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Vendors;

/// <summary>Vendors' own webhooks over HTTP: what they send is in the figures.</summary>
[Collection(WithSharedApp.Name)]
public sealed class VendorTests(SharedApp shared)
{
    /// <summary>Shared payloads, with the vendor that sends each to the source of its name.</summary>
    private static readonly (string Vendor, string Payload)[] Payloads =
    [
        ("whatsapp", "meta-whatsapp/message_text.json"),
        ("whatsapp", "meta-whatsapp/status_read_plain.json"),
        ("twilio", "twilio/taskrouter_task_created_form.form.txt"),
        ("amazon-connect", "amazon-connect/contact_trace_record_voice.json"),
        ("genesys-cloud", "genesys-cloud/conversation_detail_voice_two_agents_alerted.json"),
        ("zendesk", "zendesk/ticket_created.json"),
        ("intercom", "intercom/conversation_user_created.json"),
        ("chatwoot", "chatwoot/message_created_docs.json"),
        ("freshdesk", "freshdesk/ticket_created.json"),
        ("delighted", "delighted/survey_response_updated_promoter.json"),
        ("surveymonkey", "surveymonkey/response_completed_filter_survey.json"),
        ("typeform", "typeform/form_response_docs_sample.json"),
    ];

    [SharedFact]
    public async Task Deliveries_of_all_vendors_are_in_the_figures_and_repeating_them_changes_nothing()
    {
        using var tenant = await VendorSources.TenantAsync(shared);
        for (int round = 0; round < 2; round++)
        {
            foreach (var (vendor, payload) in Payloads)
            {
                var answer = await tenant.SendAsync(VendorSources.Request(tenant, vendor, File.ReadAllText(SharedFactAttribute.PathOf($"payloads/{payload}"))));
                Assert.True(answer.Status == 202, $"{payload}: {answer.Text}");
            }
        }
        Assert.Equal(0, await tenant.DrainAsync());

        var volume = await FiguresAsync(tenant, "volume", "channel");
        Assert.Equal(["(none) 1", "chat 1", "helpdesk 2", "voice 3", "whatsapp 1"], volume.Select(row => $"{row.Key} {row.Value}"));
        Assert.Equal(9.3515m, (await FiguresAsync(tenant, "asa", "channel"))["voice"]); // 5 and 13.703 seconds
        Assert.Equal(22.536m, (await FiguresAsync(tenant, "aht", "channel"))["voice"]); // 24 and 21.072 seconds
        Assert.Equal(100, Assert.Single(await FiguresAsync(tenant, "nps", "channel")).Value);
        Assert.Equal(0, Assert.Single(await FiguresAsync(tenant, "csat", "channel")).Value); // 3 of 1 to 5
        Assert.DoesNotContain("972987654321", shared.App.Output, StringComparison.Ordinal);
        await tenant.VerifyAsync();
    }

    [Fact]
    public async Task Twilio_calls_an_address_before_which_a_front_end_ends_TLS()
    {
        using var tenant = await VendorSources.TenantAsync(shared);
        string url = $"https://pulso.example:443/api/{tenant.Name}/channels/twilio?from=studio%20flow";
        var delivery = VendorSigner.Of["twilio"](
            VendorSources.Secret, url, "CallSid=CA1&CallStatus=ringing&Timestamp=Mon%2C+02+Mar+2026+09%3A00%3A00+%2B0000", TimeProvider.System.GetUtcNow());

        var behind = VendorSources.Request(delivery, $"api/{tenant.Name}/channels/twilio?from=studio%20flow");
        behind.Headers.Add("X-Forwarded-Proto", "https");
        behind.Headers.Add("X-Forwarded-Host", "pulso.example");

        Assert.Equal(202, (await tenant.SendAsync(behind)).Status);
        Assert.Equal(401, (await tenant.SendAsync(VendorSources.Request(delivery, $"api/{tenant.Name}/channels/twilio?from=studio%20flow"))).Status);
    }

    [Fact]
    public async Task A_handshake_gets_its_challenge_as_plain_text_and_a_HEAD_an_empty_answer()
    {
        using var tenant = await VendorSources.TenantAsync(shared);

        var challenge = await tenant.SendAsync(new HttpRequestMessage(
            HttpMethod.Get, new Uri($"api/{tenant.Name}/channels/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={VendorSources.Secret}", UriKind.Relative)));
        var head = await tenant.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri($"api/{tenant.Name}/surveys/surveymonkey", UriKind.Relative)));

        Assert.Equal((200, "text/plain", "1158201444"), (challenge.Status, challenge.Type, challenge.Text));
        Assert.Equal(200, head.Status);
    }

    [Fact]
    public async Task What_a_vendor_sends_can_go_with_canonical_events_of_the_same_thread_and_contact()
    {
        using var tenant = await VendorSources.TenantAsync(shared);
        const string Message = """
            {"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"100"},
              "messages":[{"from":"5215550001","id":"wamid.1","timestamp":"1772442000","type":"text","text":{"body":"?"}}]}}]}]}
            """;
        const string Resolved = $$"""
            {"specversion":"1.0","id":"1","source":"{{Calls.Source}}","type":"contact.resolved","time":"2026-03-02T09:10:00Z","data":{"thread":"100/5215550001","by":"agent"} }
            """;

        Assert.Equal(202, (await tenant.SendAsync(VendorSources.Request(tenant, "whatsapp", Message))).Status);
        var canonical = await tenant.SendAsync(Signed.Batch(Resolved));
        Assert.True(canonical.Status == 202, canonical.Text);
        Assert.Equal(0, await tenant.DrainAsync());

        Assert.Equal(600, (await FiguresAsync(tenant, "resolution_time", "channel"))["whatsapp"]);
    }

    /// <summary>The rows of a figure that have a value, by one key.</summary>
    private static async Task<SortedDictionary<string, decimal>> FiguresAsync(Tenant tenant, string kpi, string by)
    {
        var answer = await tenant.GetAsync($"kpis?from=2016-01-01&to=2039-12-31&grain=total&kpi={kpi}&by={by}");
        Assert.True(answer.Status == 200, answer.Text);
        return new SortedDictionary<string, decimal>(
            answer.Json.EnumerateArray().Where(row => row.GetProperty("value").ValueKind == JsonValueKind.Number)
                .ToDictionary(row => row.GetProperty(by).GetString()!, row => row.GetProperty("value").GetDecimal()),
            StringComparer.Ordinal);
    }
}
