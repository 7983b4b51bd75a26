using Pulso.Events;
using Pulso.Functions.Tests.Running;
using Pulso.Functions.Verification;
using Pulso.Measures;
using Pulso.Timelines;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>Costs and forecasts touch many days at once.</summary>
[Collection(OnStorage.Name)]
public sealed class LongCostTests(LocalStorage storage)
{
    private const long Day = 86_400_000;
    private const long From = 1_767_225_600_000; // 1 January 2026

    [Fact]
    public async Task The_longest_cost_is_spread_over_every_interval_and_restated_when_the_actual_one_comes()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        Assert.Empty(await instance.DeliverAsync(tenant, Cost("planned", 1_000_000_007)));
        Assert.Empty(await instance.DeliverAsync(tenant, Cost("actual", 999_999_937)));
        var cells = await instance.CellsAsync(tenant);
        Assert.Equal(400 * 96, cells.Count);
        Assert.Equal(999_999_937, cells.All.Sum(cell => cell.Value[Counter.CostAmount]));
    }

    [Fact]
    public async Task A_recount_of_the_archive_agrees_with_forecasts_that_lie_in_several_weeks()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var item = new Event(EventTypes.ForecastPublished, From, EventId.Of("/test", "forecast"),
        [
            new(Field.Channel, "voice"), new(Field.Intervals, $$"""[{"from":{{From}},"to":{{From + (30 * Day)}},"contacts":1000.5}]"""),
        ]);
        await instance.DeliverAsync(tenant, TimelineKey.AllOf(item, null).Select(key => new Frame(key, "/test", item)));
        var outcome = await instance.Get<RecountComparison>().RunAsync(tenant, CancellationToken.None);
        Assert.Equal((0, 2 * 30 * 96), (outcome!.Different, outcome.Compared));
        Assert.Equal(1_000_500, (await instance.CellsAsync(tenant)).All.Sum(cell => cell.Value[Counter.ForecastContacts]));
    }

    private static Frame Cost(string basis, long staff)
    {
        var item = new Event(EventTypes.CostRecorded, From, EventId.Of("/test", basis),
        [
            new(Field.Channel, "voice"), new(Field.From, From), new(Field.To, From + (400 * Day)), new(Field.Staff, staff), new(Field.Basis, basis),
        ]);
        return new Frame(TimelineKey.Of(item, null), "/test", item);
    }
}
