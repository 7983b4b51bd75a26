using Microsoft.Azure.Functions.Worker;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Bi;
using Pulso.Functions.Bi.Tables;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Snapshots;

/// <summary>The clocks of a business day, one by one: a first reply within 10 minutes, a solution within two working days of 09:00 to 17:00.</summary>
[Collection(OnStorage.Name)]
public sealed class FactSlaTests(LocalStorage storage)
{
    private const string Sla = """
        "calendars": { "office": { "periods": { "mon-fri": ["09:00-17:00"] } } },
        "sla": [ { "clock": "first_reply", "target": "PT10M" }, { "clock": "resolution", "target": "PT16H", "calendar": "office" } ]
        """;

    [Fact]
    public async Task Each_clock_has_a_row_on_the_day_of_its_start()
    {
        var clock = new Clock("2026-03-03T00:01:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync(more: Sla);
        var chat = Chat("a").Sent(60.5, "agent").Event(EventTypes.ContactPaused, 3_600).Event(EventTypes.ContactResumed, 7_200);
        await instance.DeliverAsync(tenant, [.. chat.Frames, .. Chat("b").Frames]);
        await instance.TellAsync();
        await instance.CloseDaysAsync();

        Assert.Equal(
            [
                "a,first_reply,1,chat,north,high,600000,2026-03-02T09:00:00.000Z,2026-03-02T09:10:00.000Z,2026-03-02T09:01:00.500Z,0,met",
                "a,resolution,1,chat,north,high,57600000,2026-03-02T09:00:00.000Z,2026-03-04T10:00:00.000Z,,3600000,running",
                "b,first_reply,1,chat,north,high,600000,2026-03-02T09:00:00.000Z,2026-03-02T09:10:00.000Z,,0,breached",
                "b,resolution,1,chat,north,high,57600000,2026-03-02T09:00:00.000Z,2026-03-03T17:00:00.000Z,,0,running",
            ],
            await storage.RowsAsync(tenant, FactSla.Table.Path("2026-03-02"), skip: 2));
        await Stored.IsTheArchiveAsync(instance, tenant);
    }

    [Fact]
    public async Task A_clock_that_ends_days_later_changes_its_row_and_restates_nothing()
    {
        var clock = new Clock("2026-03-03T00:01:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync(more: Sla);
        var chat = Chat("a").Sent(60, "agent");
        await instance.DeliverAsync(tenant, chat.Frames);
        await instance.CloseDaysAsync();
        clock.Set("2026-03-06T00:01:00Z");
        await instance.TellAsync();
        await instance.CloseDaysAsync();

        Assert.EndsWith("2026-03-03T17:00:00.000Z,,0,breached", (await storage.RowsAsync(tenant, FactSla.Table.Path("2026-03-02"), skip: 2))[1]);
        var day = (await instance.Get<PublishedDays>().FindAsync(tenant.Tenant, new DateOnly(2026, 3, 2), CancellationToken.None)).Day;
        Assert.Empty(day!.Restatements);
    }

    [Fact]
    public async Task Who_reads_figures_reads_no_facts()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-03-03T00:01:00Z"));
        var tenant = await instance.AddTenantAsync(more: Sla);
        await instance.DeliverAsync(tenant, Chat("a").Frames);

        Assert.DoesNotContain((await instance.CellsAsync(tenant)).All, cell => cell.Key.Facet is { IsFact: true });
        int clocks = 0;
        await instance.Store.FactsAsync(
            tenant, new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 2), (key, _) => clocks += key.Kind == Measures.FacetKind.SlaClock ? 1 : 0,
            CancellationToken.None);
        Assert.Equal(2, clocks);
    }

    private static ContactScript Chat(string name) =>
        new ContactScript(name).Started(0, (Field.Channel, "chat"), (Field.Queue, "north"), (Field.Priority, "high"));
}
