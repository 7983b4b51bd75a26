using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Bi;
using Pulso.Functions.Bi.Tables;
using Pulso.Functions.Generations;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Generations;
using Pulso.Functions.Tests.Running;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Snapshots;

/// <summary>What changes after it was published is listed: which figure, from what to what, why and when.</summary>
[Collection(OnStorage.Name)]
public sealed class RestatementTests(LocalStorage storage)
{
    private const double Day = 86_400;

    [Fact]
    public async Task A_late_recontact_restates_the_earlier_contacts_day_and_its_own_and_is_listed()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4, clock: new Clock("2026-03-08T00:01:00Z"));
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, [.. Enumerable.Range(0, 5).SelectMany(day => Calls.Solved($"call-{day}", at: day * Day, customer: $"customer-{day}").Frames)]);
        await CloseAsync(instance);

        await instance.DeliverAsync(tenant, Calls.Solved("again", at: (2 * Day) + 60, customer: "customer-1").Frames);
        await CloseAsync(instance);

        Assert.Equal(["2026-03-03 recontact", "2026-03-04 late event"], await RestatedAsync(tenant));
        var rows = await RowsAsync(tenant, "2026-03-03");
        Assert.All(rows, row => Assert.EndsWith(",recontact,2026-03-08T00:01:00Z", row, StringComparison.Ordinal));
        Assert.Contains("2026-03-03,2026-03-03,day,total,*,*,fcr,,1,1,1,0,0,1,recontact,2026-03-08T00:01:00Z", rows);
        Assert.Contains("2026-03-03,2026-03-03,day,queue,voice,sales,recontact_rate,,0,0,1,1,1,1,recontact,2026-03-08T00:01:00Z", rows);
        Assert.DoesNotContain(rows, row => row.Contains(",volume,", StringComparison.Ordinal));
        Assert.Contains("2026-03-04,2026-03-04,day,total,*,*,volume,,1,1,,2,2,,late event,2026-03-08T00:01:00Z", await RowsAsync(tenant, "2026-03-04"));
        Assert.Empty(await RowsAsync(tenant, "2026-03-02"));
    }

    [Fact]
    public async Task A_figure_that_changes_again_is_one_row_from_its_first_value_to_the_present_one()
    {
        var clock = new Clock("2026-03-08T00:01:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Calls.Solved("first").Frames);
        await CloseAsync(instance);
        await instance.DeliverAsync(tenant, Calls.Solved("second", at: 60, customer: "ben").Frames);
        await CloseAsync(instance);
        clock.Set("2026-03-08T00:06:00Z");
        await instance.DeliverAsync(tenant, Calls.Solved("third", at: 120, customer: "cleo").Frames);
        await CloseAsync(instance);

        string row = Assert.Single(await RowsAsync(tenant, "2026-03-02"), row => row.Contains(",total,*,*,volume,", StringComparison.Ordinal));
        Assert.Equal("2026-03-02,2026-03-02,day,total,*,*,volume,,1,1,,3,3,,late event,2026-03-08T00:06:00Z", row);
    }

    [Theory]
    [InlineData("survey", ",csat,,,,,1,1,1,survey,")]
    [InlineData("cost", ",cost_per_contact,,,,,9,9,1,cost,")]
    [InlineData("plan", ",adherence,,,,,0,0,1,plan,")]
    public async Task The_cause_is_told_by_what_came_late(string what, string row)
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-03-08T00:01:00Z"));
        var tenant = await instance.AddTenantAsync();
        var call = Calls.Solved("call");
        await instance.DeliverAsync(tenant, call.Frames);
        await CloseAsync(instance);

        await instance.DeliverAsync(tenant, what switch
        {
            "survey" => call.Said(400, "csat", 5, 1, 5).Frames.TakeLast(1),
            "cost" => Frame.AllOf("/test", new Event(EventTypes.CostRecorded, At.Utc("2026-03-02T12:00:00Z"), EventId.Of("/test", "cost"), Values.Of(
                (Field.Channel, "voice"), (Field.From, At.Utc("2026-03-02T00:00:00Z")), (Field.To, At.Utc("2026-03-03T00:00:00Z")), (Field.Staff, 9_000),
                (Field.Basis, "actual"), (Field.Currency, "USD"))), null),
            _ => Frame.AllOf("/test", new Event(EventTypes.AgentScheduled, At.Utc("2026-03-01T12:00:00Z"), EventId.Of("/test", "plan"), Values.Of(
                (Field.Agent, "kim"), (Field.Shifts, """[{"from":1772442000000,"to":1772445600000,"state":"available"}]"""))), null),
        });
        await CloseAsync(instance);

        Assert.Contains(await RowsAsync(tenant, "2026-03-02"), line => line.Contains(row, StringComparison.Ordinal));
        Assert.Equal([$"2026-03-02 {what}"], await RestatedAsync(tenant));
    }

    [Fact]
    public async Task Other_settings_for_the_past_restate_what_they_make_another_figure_and_nothing_else()
    {
        var clock = new Clock("2026-03-09T00:01:00Z");
        await using var instance = await Instance.StartAsync(storage, storage.NewQueue(), partitions: 2, clock: clock);
        var tenant = await instance.AddTenantAsync();
        var pump = new Pump(instance, new Random(1));
        await instance.Get<EventQueue>().SendAsync(tenant.Tenant, Calls.Solved("call").Frames, CancellationToken.None);
        await pump.RunAsync();
        await CloseAllAsync();
        var versions = JsonNode.Parse("""[ { "validFrom": "1990-01-01", "timeZone": "UTC", "channels": { "voice": { "serviceLevelSeconds": 10 } } } ]""")!.AsArray();

        await instance.Get<Rebuild>().StartAsync(tenant, versions, null, CancellationToken.None);
        await pump.RunAsync();
        clock.Set("2026-03-09T00:06:00Z");
        await CloseAllAsync();

        Assert.Equal(["2026-03-02 settings"], await RestatedAsync(tenant));
        var rows = await RowsAsync(tenant, "2026-03-02");
        Assert.Contains("2026-03-02,2026-03-02,day,total,*,*,service_level,,1,1,1,0,0,1,settings,2026-03-09T00:06:00Z", rows);
        Assert.All(rows, row => Assert.Contains(",service_level", row, StringComparison.Ordinal));
        Assert.Contains(
            "2026-03-02,2026-03-08,week,total,*,*,service_level,,1,1,1,0,0,1,settings,2026-03-09T00:06:00Z",
            await storage.RowsAsync(tenant, FactRestatement.PathOf(BusinessPeriod.Of(Grain.Week, new DateOnly(2026, 3, 2)))));

        async Task CloseAllAsync()
        {
            await instance.CloseDaysAsync();
            await instance.Function<ClosePeriods>().WeeksAsync(new TimerInfo(), CancellationToken.None);
        }
    }

    private static async Task CloseAsync(Instance instance)
    {
        await new QueueView(instance).ApplyAsync();
        await instance.CloseDaysAsync();
    }

    private async Task<IEnumerable<string>> RestatedAsync(TenantSettings tenant) =>
        (await storage.ManifestAsync(tenant)).GetProperty("restated").EnumerateArray().Select(item => $"{item.GetProperty("date")} {item.GetProperty("cause")}");

    /// <summary>The restatements of a day, without tenant.</summary>
    private Task<List<string>> RowsAsync(TenantSettings tenant, string date) => storage.RowsAsync(tenant, FactRestatement.Table.Path(date));
}
