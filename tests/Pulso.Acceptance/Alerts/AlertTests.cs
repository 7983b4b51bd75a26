using System.Globalization;
using System.Security.Cryptography;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Alerts;

/// <summary>The third call of a customer on one reason, over real HTTP: raised, delivered, answered. The timer delivers every twenty seconds.</summary>
public sealed class AlertTests
{
    private const string Admin = "the-admin-key-of-acme";
    private const string Reader = "the-reader-key-of-acme";

    [Fact]
    public async Task A_trigger_raises_an_action_that_is_delivered_signed_answered_and_audited()
    {
        using var desk = new Receiver();
        using var crm = new Receiver();
        crm.Answer(410);
        await using var app = await StartAsync();
        using var tenant = await TenantAsync(app, ("desk", desk, ""), ("crm", crm, """, "template": "task", "token": "the-token" """));

        await tenant.ReplayAsync(ThreeCalls());

        var received = await desk.NextAsync();
        Assert.True(IsSigned(received), string.Join('\n', received.Headers));
        string id = received.Headers["webhook-id"];
        var alert = Assert.Single((await tenant.GetAsync("alerts", Reader)).Json.EnumerateArray().ToList());
        Assert.Equal((id, "action", "raised", "care", "call back"), (Text("id"), Text("kind"), Text("state"), Text("owner"), Text("action")));
        Assert.DoesNotContain("ana", alert.ToString(), StringComparison.Ordinal);

        Assert.Equal(401, (await PostAsync(tenant, Reader, id, "acknowledge")).Status);
        Assert.Equal("acknowledged", (await PostAsync(tenant, Admin, id, "acknowledge", "\"owner\":\"eve\"")).Json.GetProperty("state").GetString());
        Assert.Equal(400, (await PostAsync(tenant, Admin, id, "comment")).Status);
        Assert.Equal(200, (await PostAsync(tenant, Admin, id, "comment", "\"text\":\"called\"")).Status);
        Assert.Equal(200, (await PostAsync(tenant, Admin, id, "resolve")).Status);
        Assert.Equal(409, (await PostAsync(tenant, Admin, id, "acknowledge")).Status);
        Assert.Equal(404, (await PostAsync(tenant, Admin, $"{id[..^1]}{(id[^1] == 'A' ? 'B' : 'A')}", "resolve")).Status);
        Assert.Empty((await tenant.GetAsync("alerts", Reader)).Json.EnumerateArray());
        alert = Assert.Single((await tenant.GetAsync("alerts?state=all&kind=action&owner=eve", Reader)).Json.EnumerateArray().ToList());
        Assert.Equal(["raised", "acknowledged", "commented", "resolved"], alert.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("step").GetString()));
        Assert.Equal(400, (await tenant.GetAsync("alerts?state=closed&since=yesterday", Reader)).Status);
        string audit = (await tenant.GetAsync("audit", Admin)).Text;
        Assert.Equal(
            [$"{id} acknowledged", $"{id} commented", $"{id} resolved", $"{id} acknowledged"],
            audit.Split("\r\n").Where(line => line.Contains(",alerts,", StringComparison.Ordinal) && line.Contains(id, StringComparison.Ordinal)).Select(line => line.Split(',')[3]));

        var task = await crm.NextAsync();
        Assert.Equal("Bearer the-token", task.Headers["Authorization"]);
        Assert.Contains("\"Subject\"", task.Text, StringComparison.Ordinal);
        await Wait.ForAsync(async () => (await tenant.GetAsync("deliveries", Admin)).Json.GetProperty("dead").GetArrayLength() == 1 ? "it is kept" : null);
        Assert.Equal(1, (await SendAsync(tenant, "deliveries", "{}")).Json.GetProperty("resent").GetInt32());
        Assert.Equal(id, (await crm.NextAsync()).Headers["webhook-id"]);

        string? Text(string name) => alert.GetProperty(name).GetString();
    }

    [Fact]
    public Task A_process_that_dies_before_an_alert_is_sent_sends_it_when_it_goes_on() => DiesAsync("before:send-alert:1", 1);

    [Fact]
    public Task A_process_that_dies_once_it_is_sent_sends_it_once() => DiesAsync("after:send-alert:1", 1);

    [Fact]
    public Task A_process_that_dies_before_it_settles_a_delivery_may_send_it_again_under_the_same_id() => DiesAsync("before:settle-delivery:1", 2);

    private static async Task DiesAsync(string point, int most)
    {
        using var desk = new Receiver();
        await using var app = await StartAsync(point);
        using var tenant = await TenantAsync(app, ("desk", desk, ""));
        await tenant.ReplayAsync(ThreeCalls());
        await Wait.ForAsync(() => Task.FromResult(app.IsRunning ? null : "it died"), () => app.Output, TimeSpan.FromMinutes(2));
        Assert.Equal(RunningApp.Killed, await app.ExitAsync());
        await app.StartAgainAsync();
        await tenant.DrainAsync();

        await Wait.ForAsync(
            async () => desk.Waiting > 0 && (await tenant.GetAsync("deliveries")).Json.GetProperty("pending").GetArrayLength() == 0 ? "it is delivered" : null,
            () => app.Output, TimeSpan.FromMinutes(2));

        int count = desk.Waiting;
        Assert.InRange(count, 1, most);
        string id = Assert.Single((await tenant.GetAsync("alerts")).Json.EnumerateArray().ToList()).GetProperty("id").GetString()!;
        for (int i = 0; i < count; i++)
            Assert.Equal(id, (await desk.NextAsync()).Headers["webhook-id"]);
        await tenant.VerifyAsync();
    }

    private static Task<RunningApp> StartAsync(string? killAt = null) =>
        RunningApp.StartAsync(partitions: 8, sessions: 2, killAt, ("Pulso__AllowLoopbackWebhooks", "true"), ("Pulso__AlertsQueue", "alerts"));

    private static async Task<Tenant> TenantAsync(RunningApp app, params (string Name, Receiver Receiver, string More)[] webhooks)
    {
        var tenant = new Tenant(app, "acme");
        string Webhook((string Name, Receiver Receiver, string More) webhook) =>
            $$""" "{{webhook.Name}}": { "url": "{{webhook.Receiver.Address}}", "secrets": ["{{Signed.Secret}}"]{{webhook.More}} } """;
        var answer = await tenant.PutSettingsAsync($$"""
            { "tenant": "acme", "readers": ["{{Reader}}"], "admins": ["{{Admin}}"], "sources": { "{{Calls.Source}}": { "secrets": ["{{Signed.Secret}}"] } },
              "webhooks": { {{string.Join(',', webhooks.Select(Webhook))}} },
              "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC", "rules": [ { "name": "again", "when": "repeated-contact", "action": "call back", "owner": "care" } ] } ] }
            """);
        Assert.True(answer.Status == 200, answer.Text);
        return tenant;
    }

    /// <summary>Three calls of the last three hours.</summary>
    private static IEnumerable<string> ThreeCalls() => Enumerable.Range(0, 3).Select(i => Calls.Event(
        "contact.started", $"call-{i}", TimeProvider.System.GetUtcNow().AddHours(i - 3).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "\"channel\":\"voice\",\"customer\":\"ana\",\"reason\":\"bill\""));

    private static Task<Answer> PostAsync(Tenant tenant, string key, string id, string step, string more = "") =>
        tenant.SendAsync(HttpMethod.Post, "alerts", key, Json($$"""{"id":"{{id}}","step":"{{step}}"{{(more.Length == 0 ? "" : $",{more}")}}}"""));

    private static Task<Answer> SendAsync(Tenant tenant, string path, string body) => tenant.SendAsync(HttpMethod.Post, path, Admin, Json(body));

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private static bool IsSigned(Received received)
    {
        byte[] key = Convert.FromBase64String(Signed.Secret[6..]);
        byte[] signed = [.. System.Text.Encoding.UTF8.GetBytes($"{received.Headers["webhook-id"]}.{received.Headers["webhook-timestamp"]}."), .. received.Body];
        return received.Headers["webhook-signature"] == $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
    }
}
