using Microsoft.Azure.Functions.Worker;
using Pulso.Events;
using Pulso.Functions.Figures;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Snapshots;

/// <summary>The backlog of published days: each rests on what the day before left.</summary>
[Collection(OnStorage.Name)]
public sealed class BacklogTests(LocalStorage storage)
{
    private const double Day = 86_400;

    [Fact]
    public async Task A_day_without_events_has_the_backlog_that_the_day_before_left()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-03-06T00:01:00Z"));
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Ticket("a").Frames);
        await instance.DeliverAsync(tenant, Ticket("b").Resolved(3 * Day).Frames);

        await instance.CloseDaysAsync();

        Assert.Equal([2, 2, 2, 1], await OpenAsync(tenant, "2026-03-02", 4));
    }

    [Fact]
    public async Task A_backlog_that_nothing_moves_is_told_for_35_days_more()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-06-01T00:01:00Z"));
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Ticket("a").Frames);

        await instance.CloseDaysAsync();

        Assert.Equal(36, (await storage.FilesAsync(tenant)).Keys.Count(path => path.StartsWith("v1/fact_backlog/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_late_closing_restates_the_backlog_of_every_day_since_and_no_other()
    {
        var clock = new Clock("2026-03-07T00:01:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        var ticket = Ticket("a");
        await instance.DeliverAsync(tenant, ticket.Frames);
        await instance.DeliverAsync(tenant, Ticket("b").Frames);
        await instance.CloseDaysAsync();
        var before = await storage.FilesAsync(tenant);

        await instance.DeliverAsync(tenant, ticket.Closed(2 * Day).Frames[^1]);
        await instance.CloseDaysAsync();

        Assert.Equal([2, 2, 1, 1, 1], await OpenAsync(tenant, "2026-03-02", 5));
        Assert.Equal(
            ["2026-03-04", "2026-03-05", "2026-03-06"],
            (await storage.FilesAsync(tenant)).Where(file => file.Key.StartsWith("v1/fact_backlog/", StringComparison.Ordinal) && before[file.Key] != file.Value)
                .Select(file => file.Key["v1/fact_backlog/date=".Length..][..10]));
        var again = await storage.FilesAsync(tenant);
        await instance.CloseDaysAsync();
        Assert.Equal(again, await storage.FilesAsync(tenant));
    }

    [Fact]
    public async Task It_is_the_same_from_the_last_published_day_and_from_nothing()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-03-20T12:00:00Z"));
        var tenant = await instance.AddTenantAsync();
        ContactScript[] tickets = [.. Enumerable.Range(0, 20).Select(i => Ticket($"t-{i}", i * Day / 2).Closed((i * Day / 2) + (i * i * 3_600)))];
        await instance.DeliverAsync(tenant, tickets.Frames());
        var fromNothing = await LiveAsync(instance, tenant);

        await instance.CloseDaysAsync();
        Assert.Equal(fromNothing, await LiveAsync(instance, tenant));
        await instance.DeliverAsync(tenant, Ticket("late", 5 * Day).Frames); // days since the sixth no longer hold
        var late = await LiveAsync(instance, tenant);
        Assert.Equal(fromNothing.Select(value => value + 1), late);
        await instance.CloseDaysAsync();
        Assert.Equal(late, await LiveAsync(instance, tenant));
    }

    [Fact]
    public async Task A_balance_that_is_lost_is_made_again_from_the_cells()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-03-10T00:01:00Z"));
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Ticket("a").Frames);
        await instance.CloseDaysAsync();
        var container = storage.Blobs.GetBlobContainerClient(Names.BalancesContainer);
        await foreach (var blob in container.GetBlobsAsync(prefix: $"{tenant.Tenant}/"))
            await container.DeleteBlobAsync(blob.Name);

        Assert.Equal(1, (await LiveAsync(instance, tenant))[0]);
    }

    private static ContactScript Ticket(string subject, double at = 0) =>
        new ContactScript(subject).Started(at, (Field.Channel, "helpdesk"), (Field.Queue, "north"));

    /// <summary>The backlog of each day from 9 to 12 March, as the app answers it.</summary>
    private static async Task<List<double?>> LiveAsync(Instance instance, TenantSettings tenant)
    {
        var (from, to) = (new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 12));
        var query = new KpiQuery(
            tenant.Calendar.StartOfDay(from), tenant.Calendar.EndOfDay(to), "", "", Grain.Day, [], [Catalogue.Find("backlog")!],
            new Dictionary<string, IReadOnlySet<string>>());
        var rows = await instance.Get<FigureReader>().RowsAsync(query, tenant, At.Utc("2026-03-20T12:00:00Z"), CancellationToken.None);
        return [.. rows.Select(row => row.Figure.Value)];
    }

    private async Task<List<int>> OpenAsync(TenantSettings tenant, string from, int days)
    {
        var open = new List<int>();
        for (int day = 0; day < days; day++)
        {
            string path = $"v1/fact_backlog/date={At.Date(from).AddDays(day):yyyy-MM-dd}/part-0.csv";
            open.Add((await storage.RowsAsync(tenant, path)).Sum(row => int.Parse(row.Split(',')[^2])));
        }
        return open;
    }
}
