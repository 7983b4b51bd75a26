using Pulso.Alerts;
using Pulso.Events;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Alerts;

/// <summary>The timer that looks at figures: a goal by interval, and calls of which none is answered in time.</summary>
[Collection(OnStorage.Name)]
public sealed class WatchFiguresTests(LocalStorage storage)
{
    private const string Goal = """
        "minimumSample": 2, "goals": [ { "kpi": "service_level", "channel": "voice", "target": 0.8, "owner": "ops", "cadence": "interval" } ]
        """;

    private static readonly long FirstEnd = At.Utc("2026-03-02T09:15:00Z");

    [Theory]
    [InlineData("2026-03-02T09:16:59Z", 0)]
    [InlineData("2026-03-02T09:17:00Z", 1)]
    public async Task An_interval_is_looked_at_two_minutes_after_its_end(string now, int alerts)
    {
        var clock = new Clock("2026-03-02T09:00:00Z");
        await using var instance = await Watched.StartAsync(storage, clock);
        var tenant = await WatchedTenantAsync(instance);
        await instance.DeliverAsync(tenant, Late(0));

        clock.Set(now);
        await instance.WatchAsync();
        await instance.WatchAsync();

        var lives = await instance.AlertsAsync(tenant);
        Assert.Equal(alerts, lives.Count);
        Assert.All(lives, life => Assert.Equal((AlertKind.GoalMissed, FirstEnd, "ops"), (life.Alert.Kind, life.Alert.AtMs, life.Owner)));
    }

    [Fact]
    public async Task What_ended_before_anybody_watched_is_history()
    {
        var clock = new Clock("2026-03-02T12:00:00Z");
        await using var instance = await Watched.StartAsync(storage, clock);
        var tenant = await instance.AddAlertedTenantAsync(Goal);
        await instance.DeliverAsync(tenant, Late(0));
        await instance.WatchAsync();
        Assert.Empty(await instance.AlertsAsync(tenant));
    }

    [Fact]
    public async Task After_a_downtime_every_missed_interval_is_looked_at_in_its_order()
    {
        var clock = new Clock("2026-03-02T09:00:00Z");
        string queue = storage.NewQueue();
        TenantSettings tenant;
        await using (var first = await Watched.StartAsync(storage, clock, queue))
        {
            tenant = await WatchedTenantAsync(first);
            await first.DeliverAsync(tenant, [.. Late(0), .. InTime(1), .. Late(2)]);
        }

        clock.Set("2026-03-02T15:00:00Z");
        await using var next = await Watched.StartAsync(storage, clock, queue);
        await next.WatchAsync();

        var lives = await next.AlertsAsync(tenant);
        Assert.Equal([FirstEnd, FirstEnd + (30 * At.Minute)], lives.Select(life => life.Alert.AtMs));
        Assert.Equal([false, true], lives.Select(life => life.IsOpen));
    }

    [Theory]
    [InlineData(nameof(Fault.RequestLost))]
    [InlineData(nameof(Fault.AnswerLost))]
    public async Task A_process_that_dies_before_it_remembers_raises_the_same_alert_again(string fault)
    {
        var clock = new Clock("2026-03-02T09:00:00Z");
        await using var first = await Watched.StartAsync(storage, clock);
        var tenant = await WatchedTenantAsync(first);
        await first.DeliverAsync(tenant, Late(0));
        clock.Set("2026-03-02T09:17:00Z");
        first.Network.Rule = request => request.Method == Azure.Core.RequestMethod.Put && request.Uri.ToUri().AbsolutePath.Contains("/watches(", StringComparison.Ordinal)
            ? Enum.Parse<Fault>(fault) : Fault.None;
        await Assert.ThrowsAnyAsync<Exception>(first.WatchAsync);

        await using var next = await Watched.StartAsync(storage, clock);
        await next.WatchAsync();

        Assert.Single(Assert.Single(await next.AlertsAsync(tenant)).Entries);
        Assert.Single(await next.PendingAsync(tenant));
    }

    [Fact]
    public async Task Two_processes_at_once_raise_it_once()
    {
        var clock = new Clock("2026-03-02T09:00:00Z");
        await using var one = await Watched.StartAsync(storage, clock);
        await using var other = await Watched.StartAsync(storage, clock);
        var tenant = await WatchedTenantAsync(one);
        await one.DeliverAsync(tenant, Late(0));
        clock.Set("2026-03-02T09:17:00Z");

        await Task.WhenAll(one.WatchAsync(), other.WatchAsync());

        Assert.Single(Assert.Single(await one.AlertsAsync(tenant)).Entries);
    }

    [Fact]
    public async Task A_minute_in_which_no_interval_ends_reads_no_figures()
    {
        var clock = new Clock("2026-03-02T09:02:00Z");
        await using var instance = await Watched.StartAsync(storage, clock);
        await WatchedTenantAsync(instance);
        await instance.WatchAsync();
        int tables = 0;
        instance.Network.Rule = request =>
        {
            tables += request.Uri.ToUri().AbsolutePath.Contains("partitions", StringComparison.Ordinal) || request.Uri.ToUri().AbsolutePath.Contains("watches", StringComparison.Ordinal) ? 1 : 0;
            return Fault.None;
        };

        for (int minute = 2; minute < 17; minute++)
        {
            clock.Set($"2026-03-02T09:{minute:00}:20Z");
            await instance.WatchAsync();
        }

        Assert.Equal(0, tables);
    }

    [Fact]
    public async Task An_interval_reads_each_partition_once_and_what_is_usual_is_read_once_a_day()
    {
        var clock = new Clock("2026-03-02T09:02:00Z");
        await using var instance = await Watched.StartAsync(storage, clock);
        var tenant = await instance.AddAlertedTenantAsync(""" "rules": [ { "name": "odd", "when": "outlier", "kpi": "volume", "by": "queue" } ] """);
        await instance.WatchAsync();
        int reads = 0;
        instance.Network.Rule = request =>
        {
            reads += request.Uri.ToUri().AbsolutePath.Contains("partitions", StringComparison.Ordinal)
                && Uri.UnescapeDataString(request.Uri.Query).Replace('+', ' ').Contains($"'{tenant.Tenant}.", StringComparison.Ordinal) ? 1 : 0;
            return Fault.None;
        };

        foreach (string now in new[] { "2026-03-02T09:17:20Z", "2026-03-02T09:32:20Z", "2026-03-02T09:47:20Z" })
        {
            clock.Set(now);
            await instance.WatchAsync();
        }

        Assert.Equal(Usual.Weeks + 3, reads);
    }

    /// <summary>A tenant that is watched from 09:00Z on.</summary>
    private static async Task<TenantSettings> WatchedTenantAsync(Instance instance)
    {
        var tenant = await instance.AddAlertedTenantAsync(Goal);
        await instance.WatchAsync();
        return tenant;
    }

    private static IEnumerable<Frame> Late(int interval) => Calls(interval, 60);

    private static IEnumerable<Frame> InTime(int interval) => Calls(interval, 5);

    private static IEnumerable<Frame> Calls(int interval, int wait) => Enumerable.Range(0, 3).SelectMany(i => new ContactScript($"call-{interval}-{i}")
        .Started(interval * 900, (Field.Channel, "voice"), (Field.Queue, "sales")).Queued(interval * 900).Answered((interval * 900) + wait).Frames);
}
