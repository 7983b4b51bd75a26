using Pulso.Events;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Agents;

/// <summary>Agents' time is what each second says, whatever the day, the zone, the order and the plan.</summary>
public sealed class AgentTimeLaws
{
    private const int Weeks = 60;

    [Fact]
    public void The_cells_hold_what_each_second_says()
    {
        for (int seed = 1; seed <= Weeks; seed++)
        {
            var (settings, events, random) = Week(seed);
            var frames = events.SelectMany(item => Frame.AllOf("/generated", item, null)).ToArray();
            random.Shuffle(frames);
            var partition = new Partition(settings);
            foreach (var frame in frames)
                partition.Deliver([frame]);
            partition.DeliverDerived();
            var expected = new SecondBySecond("kim", events, settings).Cells();
            Same.Cells(expected, partition.Cells);
            Same.Cells(expected, Recount.Of(frames, settings));
        }
    }

    [Fact]
    public void Every_connected_millisecond_is_in_exactly_one_state_and_none_adheres_unplanned() => Law.For(random => Week(random.Next()), week =>
    {
        foreach (var (_, tally) in Recount.Of(week.Events.SelectMany(item => Frame.AllOf("", item, null)), week.Settings).All)
        {
            Assert.Equal(
                tally[Counter.ConnectedMs],
                tally[Counter.AvailableMs] + tally[Counter.ContactMs] + tally[Counter.WrapStateMs] + tally[Counter.BreakMs] + tally[Counter.OtherMs]);
            Assert.InRange(tally[Counter.AdherentMs], 0, tally[Counter.PlannedMs]);
        }
    });

    private static (TenantSettings Settings, IReadOnlyList<Event> Events, Random Random) Week(int seed)
    {
        var random = new Random(seed);
        var place = Place.Any(random);
        return (place.Settings, new AgentGenerator(random, place.FromMs).Days("kim"), random);
    }
}
