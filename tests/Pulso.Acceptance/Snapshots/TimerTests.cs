using System.Text.Json;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Snapshots;

public sealed class TimerTests
{
    /// <summary>The timer fires every five minutes, and that is how long this takes at most.</summary>
    [PatientFact("PULSO_TIMER")]
    public async Task The_timer_publishes_every_ended_day_without_being_asked()
    {
        await using var app = await RunningApp.StartAsync(partitions: 8, sessions: 2);
        using var tenant = await Tenant.CreateAsync(app, "acme", Calls.Source);
        await tenant.ReplayAsync([.. Calls.Solved("one"), .. Calls.Solved("two", "2026-03-04")]);
        await tenant.DrainAsync();

        await Wait.ForAsync(
            async () => await tenant.GetAsync("exports/v1/manifest.json") is { Status: 200 } manifest ? manifest : null,
            () => app.Output, TimeSpan.FromMinutes(6));
        var files = await Exported.OfAsync(tenant);

        Assert.NotEmpty(files.Table("fact_interval", "2026-03-02").Rows);
        Assert.NotEmpty(files.Table("fact_interval", "2026-03-04").Rows);
        Assert.Empty(files.Restated);
        var cursor = (await tenant.GetAsync("../health")).Json.GetProperty("cursors").EnumerateArray()
            .Single(cursor => cursor.GetProperty("name").GetString() == "close-days");
        Assert.Equal(JsonValueKind.String, cursor.GetProperty("closedThrough").ValueKind);
        Assert.Equal(0, cursor.GetProperty("lagSeconds").GetInt64());
    }
}
