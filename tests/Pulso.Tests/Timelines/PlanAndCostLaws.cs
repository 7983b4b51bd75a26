using Pulso.Events;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Timelines;

/// <summary>The laws of order and repetition where nothing but agents' states and plans, costs, forecasts and customers is told: each replaces another.</summary>
public sealed class PlanAndCostLaws
{
    [Fact]
    public void Any_order_with_any_repetition_gives_the_same_figures()
    {
        var reached = new Tally();
        Law.For(Told.Any, told =>
        {
            var expected = new Partition(told.Settings);
            expected.Deliver(told.Frames);
            expected.DeliverDerived();
            Same.Cells(Recount.Of(told.Frames, told.Settings), expected.Cells);
            var partition = new Partition(told.Settings);
            foreach (var frame in told.Repeated)
                partition.Deliver([frame]);
            partition.DeliverDerived();
            Same.Cells(expected.Cells, partition.Cells);
            foreach (var (_, tally) in expected.Cells.All)
                reached.Add(tally);
        });
        Assert.All(
            [
                Counter.ConnectedMs, Counter.PlannedMs, Counter.AdherentMs, Counter.CostAmount, Counter.ForecastContacts, Counter.Churned,
                Counter.Retained, Counter.RevenueAmount, Counter.Prevented,
            ],
            counter => Assert.True(reached[counter] != 0, counter.Name));
    }

    [Fact]
    public void What_came_before_its_time_and_again_after_it_changes_nothing() => Law.For(Told.Any, told =>
    {
        var partition = new Partition(told.Settings);
        foreach (var frame in told.Repeated.Reverse())
            partition.Deliver([frame]);
        partition.DeliverDerived();
        Assert.False(partition.Deliver(told.Frames));
        Same.Cells(Recount.Of(told.Repeated, told.Settings), partition.Cells);
    });

    /// <param name="Repeated">All of it in another order, some of it several times.</param>
    private sealed record Told(TenantSettings Settings, IReadOnlyList<Frame> Frames, Frame[] Repeated)
    {
        public static Told Any(Random random)
        {
            var place = Place.Any(random);
            var agents = new AgentGenerator(random, place.FromMs);
            List<Frame> frames =
            [
                .. new[] { "kim", "lee" }.SelectMany(agents.Days).SelectMany(item => Frame.AllOf("/generated", item, null)),
                .. Commerce.Around([], place.FromMs, random),
            ];
            Frame[] repeated = [.. frames, .. frames.Where(_ => random.Next(2) == 0), .. frames.Where(_ => random.Next(4) == 0)];
            random.Shuffle(repeated);
            return new Told(place.Settings, frames, repeated);
        }
    }
}
