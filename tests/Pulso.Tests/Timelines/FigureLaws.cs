using Pulso.Events;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Timelines;

/// <summary>The figures depend on the set of distinct accepted events, and on nothing else.</summary>
public sealed class FigureLaws
{
    [Fact]
    public void The_cells_equal_a_recount() => Law.ForStreams((stream, _) =>
    {
        var partition = new Partition(stream.Settings);
        partition.Deliver(stream.Frames);
        partition.DeliverDerived();
        Same.Cells(Recount.Of(stream.Frames, stream.Settings), partition.Cells);
    });

    [Fact]
    public void Any_order_gives_the_same_figures() => Law.ForStreams((stream, random) =>
    {
        var partition = new Partition(stream.Settings);
        foreach (var frame in Shuffled(stream.Frames, random))
            partition.Deliver([frame]);
        for (int at = 0, next; at < partition.Derived.Count; at = next)
        {
            next = partition.Derived.Count;
            partition.Deliver(Shuffled(partition.Derived.Skip(at), random));
        }
        Same.Cells(Recount.Of(stream.Frames, stream.Settings), partition.Cells);
    });

    [Fact]
    public void Any_batches_give_the_same_figures() => Law.ForStreams((stream, random) =>
    {
        var partition = new Partition(stream.Settings);
        foreach (var batch in Batches(Shuffled(stream.Frames, random), random))
        {
            int derived = partition.Derived.Count;
            partition.Deliver(batch);
            if (random.Next(2) == 0)
                partition.DeliverDerived(derived);
        }
        partition.DeliverDerived();
        Same.Cells(Recount.Of(stream.Frames, stream.Settings), partition.Cells);
    });

    [Fact]
    public void Derived_events_may_come_late_repeated_and_in_any_order() => Law.ForStreams((stream, random) =>
    {
        var partition = new Partition(stream.Settings);
        foreach (var frame in Shuffled(stream.Frames, random))
        {
            partition.Deliver([frame]);
            if (partition.Derived.Count > 0 && random.Next(3) == 0)
                partition.Deliver([partition.Derived[random.Next(partition.Derived.Count)]]);
        }
        int derived = partition.Derived.Count;
        foreach (var frame in Shuffled([.. partition.Derived, .. partition.Derived], random))
            partition.Deliver([frame]);
        partition.DeliverDerived(derived);
        Same.Cells(Recount.Of(stream.Frames, stream.Settings), partition.Cells);
    });

    [Fact]
    public void Timelines_that_are_stored_and_read_between_events_give_the_same_figures() => Law.ForStreams((stream, random) =>
    {
        var partition = new Partition(stream.Settings);
        foreach (var batch in Batches(Shuffled(stream.Frames, random), random))
        {
            partition.Deliver(batch);
            partition.Reload();
        }
        partition.DeliverDerived();
        partition.Reload();
        Same.Cells(Recount.Of(stream.Frames, stream.Settings), partition.Cells);
    });

    [Fact]
    public void What_has_been_applied_changes_nothing_when_it_comes_again() => Law.ForStreams((stream, random) =>
    {
        var partition = new Partition(stream.Settings);
        partition.Deliver(stream.Frames);
        partition.DeliverDerived();
        Assert.False(partition.Deliver(Shuffled(stream.Frames, random)));
        Assert.False(partition.Deliver(Shuffled(partition.Derived, random)));
    });

    [Fact]
    public void Taking_away_what_the_timelines_have_added_leaves_nothing() => Law.ForStreams((stream, random) =>
    {
        var partition = new Partition(stream.Settings);
        partition.Deliver(Shuffled(stream.Frames, random));
        partition.DeliverDerived();
        foreach (var timeline in partition.Timelines)
            partition.Add(timeline.Added, -1);
        Assert.True(partition.Cells.IsEmpty && partition.Facts.IsEmpty);
    });

    [Fact]
    public void The_recount_knows_neither_order_nor_repetition() => Law.ForStreams((stream, random) =>
    {
        var archived = Shuffled([.. stream.Frames, .. stream.Frames.Where(_ => random.Next(2) == 0)], random);
        Same.Cells(Recount.Of(stream.Frames, stream.Settings), Recount.Of(archived, stream.Settings));
    });

    [Fact]
    public void The_streams_reach_every_counter_and_histogram()
    {
        var sum = new Tally();
        var ofAgents = new Tally();
        for (int seed = 1; seed <= 500; seed++)
        {
            var stream = EventStream.Of(seed);
            foreach (var (key, tally) in Recount.Of(stream.Frames, stream.Settings).All)
            {
                sum.Add(tally);
                if (key.Kind == FacetKind.Agent)
                    ofAgents.Add(tally);
            }
        }
        Assert.All(Counter.All, counter => Assert.True(sum[counter] > 20, $"{counter.Name}: too few in Generated/Plots*.cs"));
        Assert.All(Counter.Of(FacetKind.Agent), counter => Assert.True(ofAgents[counter] > 20, $"{counter.Name}: kept for agents, and the recount counts none for them"));
        Assert.All(
            Histogram.All,
            histogram => Assert.True(histogram.Count(sum) > 20, histogram.Name));
        Assert.InRange(sum[Counter.Recontacted], sum[Counter.FcrEligible] / 10, sum[Counter.FcrEligible] * 9 / 10);
    }

    private static Frame[] Shuffled(IEnumerable<Frame> frames, Random random)
    {
        var shuffled = frames.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static IEnumerable<Frame[]> Batches(Frame[] frames, Random random)
    {
        for (int at = 0; at < frames.Length;)
        {
            int size = random.Next(1, 20);
            yield return frames.Skip(at).Take(size).ToArray();
            at += size;
        }
    }
}
