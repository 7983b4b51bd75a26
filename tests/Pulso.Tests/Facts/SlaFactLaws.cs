using Pulso.Facts;
using Pulso.Measures;
using Pulso.Sla;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Facts;

/// <summary>The facts, like the figures, depend on the set of distinct accepted events alone; and the figures are sums of them.</summary>
public sealed class SlaFactLaws
{
    [Fact]
    public void Any_order_and_repetition_gives_the_same_facts() => Law.ForStreams((stream, random) =>
    {
        var orderly = new Partition(stream.Settings);
        orderly.Deliver(stream.Frames);
        var disorderly = new Partition(stream.Settings);
        var frames = stream.Frames.Concat(stream.Frames.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(frames);
        foreach (var frame in frames)
        {
            disorderly.Deliver([frame]);
            if (random.Next(5) == 0)
                disorderly.Reload();
        }
        Same.Cells(orderly.Facts, disorderly.Facts);
        Same.Cells(orderly.Facts, Cells.Decode(orderly.Facts.Encode()));
    });

    [Fact]
    public void The_counters_are_sums_over_the_facts() => Law.ForStreams((stream, _) =>
    {
        var partition = new Partition(stream.Settings);
        partition.Deliver(stream.Frames);
        Assert.All(Clocks(partition), cell => Assert.Equal(1, cell.Value[Tally.Presence]));
        var facts = Clocks(partition).Select(cell => SlaFact.Read(cell.Key.Facet!)).ToList();
        long Sum(string counter) => partition.Cells.All.Where(cell => cell.Key.Kind == FacetKind.Whole).Sum(cell => cell.Value[Counter.All.Single(each => each.Name == counter)]);
        foreach (string clock in ClockName.All)
        {
            Assert.Equal(facts.Count(fact => fact.Clock == clock && fact.State == "met"), Sum($"sla_{clock}_met"));
            Assert.Equal(facts.Count(fact => fact.Clock == clock && fact.State == "breached"), Sum($"sla_{clock}_breached"));
        }
        Assert.Equal(facts.Where(fact => fact.State is "met" or "breached").Sum(fact => fact.PausedMs), Sum("sla_paused_ms"));
    });

    [Fact]
    public void A_fact_is_read_as_it_was_written() => Law.ForStreams((stream, _) =>
    {
        var partition = new Partition(stream.Settings);
        partition.Deliver(stream.Frames);
        Assert.All(Clocks(partition), cell => Assert.Equal(cell.Key.Facet, SlaFact.Read(cell.Key.Facet!).ToFacet()));
    });

    private static IEnumerable<KeyValuePair<CellKey, Tally>> Clocks(Partition partition) => partition.Facts.All.Where(cell => cell.Key.Kind == FacetKind.SlaClock);
}
