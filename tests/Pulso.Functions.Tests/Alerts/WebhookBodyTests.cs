using System.Text.Encodings.Web;
using System.Text.Json;
using Pulso.Acceptance.Running;
using Pulso.Alerts;
using Pulso.Functions.Alerts;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Alerts;

/// <summary>The bodies of outgoing webhooks; <c>UPDATE_GOLDEN=1</c> writes them anew, to be checked by hand.</summary>
public sealed class WebhookBodyTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Alert Breach = new(AlertKind.SlaBreach, At.Utc("2026-03-02T09:10:00Z"), "case-17\0first_reply\01")
    {
        Contact = "case-17",
        Clock = "first_reply",
        Channel = "email",
        Queue = "<!channel> \"quoted\" & {owner}",
        Priority = "1",
        Owner = "desk",
    };

    [Theory]
    [InlineData(WebhookTemplate.Event)]
    [InlineData(WebhookTemplate.Teams)]
    [InlineData(WebhookTemplate.Slack)]
    [InlineData(WebhookTemplate.Task)]
    public void A_body_is_what_its_golden_file_says(WebhookTemplate template)
    {
        var (body, mediaType) = WebhookBody.Of("acme", Breach, Webhook(template));

        Golden.Holds(
            $"tests/Pulso.Functions.Tests/Alerts/Golden/{template.ToString().ToLowerInvariant()}.json",
            [mediaType, JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(body), Indented)]);
    }

    [Fact]
    public void A_body_of_ones_own_is_filled_and_keeps_what_is_no_placeholder()
    {
        var webhook = Webhook(WebhookTemplate.Task, """{ "properties": { "hs_task_subject": "{title}", "n": 5, "list": ["{kind}", null, true] }, "as": "{unknown} {ID}" }""");

        var body = JsonSerializer.Deserialize<JsonElement>(WebhookBody.Of("acme", Breach with { Queue = null }, webhook).Body);

        Assert.Equal(
            """{"properties":{"hs_task_subject":"The first reply of case-17 was due (email, priority 1)","n":5,"list":["sla-breach",null,true]},"as":"{unknown} {ID}"}""",
            JsonSerializer.Serialize(body));
    }

    [Fact]
    public void The_same_alert_has_the_same_bytes() =>
        Assert.Equal(WebhookBody.Of("acme", Breach, Webhook(WebhookTemplate.Event)).Body, WebhookBody.Of("acme", Alert.Decode(Breach.Encode()), Webhook(WebhookTemplate.Event)).Body);

    private static Webhook Webhook(WebhookTemplate template, string? body = null) => new("desk", "https://a.example.com", ["setting:S"], template, [], null, body);
}
