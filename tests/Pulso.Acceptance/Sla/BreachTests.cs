using System.Globalization;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Sla;

/// <summary>Breaches that nothing but the passing of time brings. The timer fires each full minute, and that is how long these take.</summary>
public sealed class BreachTests
{
    private const string Sla = """ "sla": [ { "clock": "first_reply", "target": "PT30S", "warnAt": 1 } ] """;
    private const int Chats = 40;

    [PatientFact("PULSO_TIMER")]
    public async Task A_breach_is_known_within_ninety_seconds_of_its_due()
    {
        await using var app = await RunningApp.StartAsync(partitions: 8, sessions: 2);
        using var tenant = await Tenant.CreateAsync(app, "acme", Calls.Source, more: Sla);
        var dueAt = TimeProvider.System.GetUtcNow().AddSeconds(30);
        await tenant.ReplayAsync([Chat("one", dueAt.AddSeconds(-30))]);

        await Wait.ForAsync(async () => await BreachesAsync(tenant) is 1 ? "it is known" : null, () => app.Output, TimeSpan.FromMinutes(2));

        Assert.InRange((TimeProvider.System.GetUtcNow() - dueAt).TotalSeconds, 0, 90);
    }

    [PatientFact("PULSO_TIMER")]
    public Task A_process_that_dies_before_it_tells_loses_no_breach() => DiesAsync("before:tell:1");

    [PatientFact("PULSO_TIMER")]
    public Task A_process_that_dies_between_telling_and_forgetting_doubles_none() => DiesAsync("before:forget:1");

    [PatientFact("PULSO_TIMER")]
    public Task A_process_that_dies_amid_its_commits_neither_loses_nor_doubles_any() => DiesAsync("before:commit:12");

    [PatientFact("PULSO_TIMER")]
    public Task A_process_that_dies_once_it_has_forgotten_leaves_the_rest_to_the_queue() => DiesAsync("after:forget:1");

    /// <summary>Chats that wait for their dues; a process that dies on the way; and another that goes on.</summary>
    private static async Task DiesAsync(string point)
    {
        await using var app = await RunningApp.StartAsync(partitions: 8, sessions: 2, killAt: point);
        using var tenant = await Tenant.CreateAsync(app, "acme", Calls.Source, more: Sla);
        var now = TimeProvider.System.GetUtcNow();
        await tenant.ReplayAsync(Enumerable.Range(0, Chats).Select(i => Chat($"chat-{i}", now.AddMilliseconds(-i))));
        await Wait.ForAsync(() => Task.FromResult(app.IsRunning ? null : "it died"), () => app.Output, TimeSpan.FromMinutes(2));
        Assert.Equal(RunningApp.Killed, await app.ExitAsync());
        await app.StartAgainAsync();

        await Wait.ForAsync(async () => await BreachesAsync(tenant) is Chats ? "all are known" : null, () => app.Output, TimeSpan.FromMinutes(3));
        await Task.Delay(TimeSpan.FromSeconds(65)); // what was told twice comes by then
        Assert.Equal(0, await tenant.DrainAsync());
        Assert.Equal(Chats, await BreachesAsync(tenant));
        await tenant.VerifyAsync();
    }

    private static string Chat(string subject, DateTimeOffset at) =>
        Calls.Event("contact.started", subject, at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), "\"channel\":\"chat\"");

    private static async Task<long> BreachesAsync(Tenant tenant)
    {
        var answer = await tenant.GetAsync("kpis?from=2026-03-01&to=2027-12-31&grain=total&kpi=sla_compliance.first_reply");
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json.EnumerateArray().Sum(row => row.GetProperty("denominator").GetInt64() - row.GetProperty("numerator").GetInt64());
    }
}
