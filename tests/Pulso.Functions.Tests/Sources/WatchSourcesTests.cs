using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Pulso.Alerts;
using Pulso.Functions.Alerts;
using Pulso.Functions.Sources;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Sources;

/// <summary>A source that may be silent for half an hour of its business hours.</summary>
[Collection(OnStorage.Name)]
public sealed class WatchSourcesTests(LocalStorage storage)
{
    [Theory]
    [InlineData("2026-03-02T10:29:59Z", false)]
    [InlineData("2026-03-02T10:30:00Z", true)]
    public async Task A_source_that_sends_nothing_for_as_long_as_it_may_raises_the_alarm(string now, bool silent)
    {
        var clock = new Clock("2026-03-02T10:00:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        string tenant = await TenantAsync(instance);
        await NoteAsync(instance, tenant);

        clock.Set(now);
        await WatchAsync(instance);

        Assert.Equal(silent, await IsSilentAsync(instance, tenant));
    }

    [Fact]
    public async Task The_night_is_no_silence()
    {
        var clock = new Clock("2026-03-02T16:50:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        string tenant = await TenantAsync(instance, """, "calendars": { "day": { "periods": { "mon-fri": ["09:00-17:00"] } } }""");
        await NoteAsync(instance, tenant);

        clock.Set("2026-03-03T09:19:00Z");
        await WatchAsync(instance);
        Assert.False(await IsSilentAsync(instance, tenant));
        clock.Set("2026-03-03T09:20:00Z");
        await WatchAsync(instance);
        Assert.True(await IsSilentAsync(instance, tenant));
    }

    [Fact]
    public async Task The_alarm_is_raised_once_and_ends_with_the_next_event()
    {
        var clock = new Clock("2026-03-02T10:00:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        string tenant = await TenantAsync(instance);
        await NoteAsync(instance, tenant);
        clock.Set("2026-03-02T12:00:00Z");

        await WatchAsync(instance);
        long raised = instance.Operations.SilentSources.Total;
        await WatchAsync(instance);
        Assert.Equal(raised, instance.Operations.SilentSources.Total);

        await NoteAsync(instance, tenant);
        Assert.False(await IsSilentAsync(instance, tenant));
    }

    [Fact]
    public async Task Its_alert_lies_at_the_last_event_and_is_resolved_by_the_next()
    {
        var clock = new Clock("2026-03-02T10:00:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        string tenant = await TenantAsync(instance);
        await NoteAsync(instance, tenant);
        clock.Set("2026-03-02T12:00:00Z");
        await WatchAsync(instance);
        await WatchAsync(instance);
        var raised = Assert.Single(await AlertsAsync());
        Assert.Equal((AlertKind.SourceSilent, At.Utc("2026-03-02T10:00:00Z"), "/pbx", true), (raised.Alert.Kind, raised.Alert.AtMs, raised.Alert.Source, raised.IsOpen));

        await NoteAsync(instance, tenant);
        await WatchAsync(instance);
        await WatchAsync(instance);
        Assert.False(Assert.Single(await AlertsAsync()).IsOpen);
        clock.Set("2026-03-02T14:00:00Z");
        await WatchAsync(instance);
        Assert.Equal([true, false], (await AlertsAsync()).Select(life => life.IsOpen));

        Task<IReadOnlyList<AlertLife>> AlertsAsync() => instance.Get<AlertStore>().BetweenAsync(
            tenant, At.Utc("2026-03-02T00:00:00Z"), At.Utc("2026-03-03T00:00:00Z"), openOnly: false, CancellationToken.None);
    }

    [Fact]
    public async Task It_is_noted_once_a_minute_however_much_is_sent()
    {
        var clock = new Clock("2026-03-02T10:00:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        string tenant = await TenantAsync(instance);
        int requests = 0;
        instance.Network.Rule = _ =>
        {
            requests++;
            return Fault.None;
        };

        for (int i = 0; i < 100; i++)
            await NoteAsync(instance, tenant);
        Assert.Equal(1, requests);
        clock.Set("2026-03-02T10:01:00Z");
        await NoteAsync(instance, tenant);
        Assert.Equal(2, requests);
    }

    private static async Task<string> TenantAsync(Instance instance, string more = "") => (await instance.AddTenantOfAsync($$"""
        "sources": { "/pbx": { "secrets": ["{{Pulso.Tests.Scenarios.Tenants.Secret}}"], "silentAfterMinutes": 30 } },
        "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC"{{more}} } ]
        """)).Tenant;

    private static Task NoteAsync(Instance instance, string tenant) => instance.Get<SourceActivity>().NoteAsync(tenant, ["/pbx"], CancellationToken.None);

    private static Task WatchAsync(Instance instance) => instance.Function<WatchSources>().RunAsync(new TimerInfo(), CancellationToken.None);

    private static async Task<bool> IsSilentAsync(Instance instance, string tenant) =>
        Assert.Single(await instance.Get<SourceActivity>().AllAsync(tenant, CancellationToken.None)).IsSilent;
}
