using Microsoft.Azure.Functions.Worker;
using Pulso.Events;
using Pulso.Functions.Bi;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Snapshots;

/// <summary>The timers that close ISO weeks and months, at instants that a test chooses.</summary>
[Collection(OnStorage.Name)]
public sealed class ClosePeriodsTests(LocalStorage storage)
{
    private const double Day = 86_400;

    [Fact]
    public async Task They_catch_up_on_sixty_days_and_a_second_run_writes_nothing()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-05-04T00:01:00Z"));
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Calls.OnDays("case", 60).Frames);

        await CloseAsync(instance);
        var first = await storage.FilesAsync(tenant);
        await CloseAsync(instance);

        Assert.Equal(
            Enumerable.Range(10, 9).Select(week => $"v1/kpi_weekly/week=2026-W{week}/part-0.csv"),
            first.Keys.Where(path => path.StartsWith("v1/kpi_weekly/", StringComparison.Ordinal)));
        Assert.Equal(
            ["v1/kpi_monthly/month=2026-03/part-0.csv", "v1/kpi_monthly/month=2026-04/part-0.csv"],
            first.Keys.Where(path => path.StartsWith("v1/kpi_monthly/", StringComparison.Ordinal)));
        Assert.Equal(first, await storage.FilesAsync(tenant));
        var periods = instance.Get<PublishedPeriods>();
        Assert.Equal("2026-W18", await periods.CursorAsync(tenant.Tenant, Grain.Week, CancellationToken.None));
        Assert.Equal("2026-04", await periods.CursorAsync(tenant.Tenant, Grain.Month, CancellationToken.None));
    }

    [Fact]
    public async Task A_week_is_made_of_counters_and_not_of_its_days_ratios()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-03-09T00:01:00Z"));
        var tenant = await instance.AddTenantAsync();
        // Three of four on Monday, none of one on Sunday: three of five, and not the mean of 75 % and 0 %.
        ContactScript Call(string name, double at, bool answered) => answered ? Calls.Solved(name, at, name)
            : new ContactScript(name).Started(at, (Field.Channel, "voice")).Queued(at + 1).Abandoned(at + 60);
        await instance.DeliverAsync(tenant, new[] { Call("a", 0, true), Call("b", 1, true), Call("c", 2, true), Call("d", 3, false), Call("e", 6 * Day, false) }.Frames());

        await CloseAsync(instance);

        Assert.Contains("2026-03-02,2026-03-08,total,*,*,answer_rate,,0.6,3,5,5,%,,,,provisional,1.1", await storage.RowsAsync(tenant, "v1/kpi_weekly/week=2026-W10/part-0.csv"));
    }

    [Fact]
    public async Task The_backlog_is_the_one_of_the_periods_end()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-04-06T00:01:00Z"));
        var tenant = await instance.AddTenantAsync();
        ContactScript Ticket(string name, double at) => new ContactScript(name).Started(at, (Field.Channel, "helpdesk"));
        await instance.DeliverAsync(tenant, new[] { Ticket("a", 0), Ticket("b", Day).Closed(5 * Day), Ticket("c", 2 * Day).Closed(10 * Day) }.Frames());

        await CloseAsync(instance);

        async Task<string> BacklogAsync(string path) => Assert.Single(await storage.RowsAsync(tenant, path), row => row.Contains(",total,*,*,backlog,", StringComparison.Ordinal));
        Assert.Contains(",backlog,,2,2,,2,", await BacklogAsync("v1/kpi_weekly/week=2026-W10/part-0.csv"), StringComparison.Ordinal);
        Assert.Contains(",backlog,,1,1,,1,", await BacklogAsync("v1/kpi_weekly/week=2026-W11/part-0.csv"), StringComparison.Ordinal);
        Assert.Contains(",backlog,,1,1,,1,", await BacklogAsync("v1/kpi_monthly/month=2026-03/part-0.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_changes_restates_its_week_and_month_and_no_other()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-05-04T00:01:00Z"));
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Enumerable.Range(0, 45).Select(day => Calls.Solved($"call-{day}", day * Day, $"customer-{day}")).Frames());
        await CloseAsync(instance);
        var before = await storage.FilesAsync(tenant);

        await instance.DeliverAsync(tenant, Calls.Solved("late", (9 * Day) + 60, "nobody").Frames);
        await CloseAsync(instance);

        Assert.Equal(
            [
                "v1/fact_restatement/date=2026-03-01/part-2.csv", "v1/fact_restatement/date=2026-03-09/part-1.csv", "v1/kpi_monthly/month=2026-03/part-0.csv",
                "v1/kpi_weekly/week=2026-W11/part-0.csv", "v1/label_audit/month=2026-03/part-0.csv", "v1/reason_pareto/month=2026-03/part-0.csv",
            ],
            (await storage.FilesAsync(tenant)).Where(file => before.GetValueOrDefault(file.Key) != file.Value).Select(file => file.Key)
                .Where(path => !path.Contains("/date=2026-03-11/", StringComparison.Ordinal) && path != Manifest.Path));
        Assert.Contains(
            "2026-03-09,2026-03-15,week,total,*,*,volume,,7,7,,8,8,,late event,2026-05-04T00:01:00Z", await storage.RowsAsync(tenant, "v1/fact_restatement/date=2026-03-09/part-1.csv"));
    }

    [Fact]
    public async Task Of_two_that_publish_a_week_at_once_the_files_that_lie_there_in_the_end_are_those_that_are_listed()
    {
        await using var first = await Instance.StartAsync(storage, clock: new Clock("2026-03-09T00:01:00Z"));
        await using var second = await Instance.StartAsync(storage, clock: new Clock("2026-03-09T00:02:00Z"));
        var tenant = await first.AddTenantAsync();
        await first.DeliverAsync(tenant, Calls.Solved("early", 60, "ann").Frames);
        bool overtaken = false;
        first.Network.Meanwhile = async request =>
        {
            if (overtaken || request.Method != Azure.Core.RequestMethod.Put || !request.Uri.Path.Contains("kpi_weekly", StringComparison.Ordinal))
                return;
            overtaken = true; // the file of the first is on its way with what it knew, and arrives after all of the second's
            await second.DeliverAsync(tenant, Calls.Solved("late", 120, "ben").Frames);
            await CloseAsync(second);
        };

        await CloseAsync(first);

        Assert.True(overtaken);
        var listed = (await first.Get<PublishedPeriods>().AllAsync(tenant.Tenant, Grain.Week, CancellationToken.None)).Values.SelectMany(week => week.Period.Files).ToList();
        Assert.NotEmpty(listed);
        foreach (var file in listed)
        {
            byte[] bytes = await storage.BytesAsync(tenant, file.Path);
            Assert.Equal(file.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        }
        Assert.Contains(await storage.RowsAsync(tenant, "v1/kpi_weekly/week=2026-W10/part-0.csv"), row => row.Contains(",total,*,*,volume,,2,", StringComparison.Ordinal));
    }

    private static async Task CloseAsync(Instance instance)
    {
        await new QueueView(instance).ApplyAsync();
        await instance.CloseAsync();
    }
}
