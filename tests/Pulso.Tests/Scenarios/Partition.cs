using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Tests.Scenarios;

/// <summary>What a partition does with the events it is given, in memory: timelines, cells, and an outbox of derived events.</summary>
internal sealed class Partition(TenantSettings settings)
{
    private readonly Dictionary<TimelineKey, Timeline> timelines = [];
    private readonly List<Frame> outbox = [];

    public Cells Cells { get; } = new();

    /// <summary>What is told one by one.</summary>
    public Cells Facts { get; } = new();

    public IEnumerable<Timeline> Timelines => timelines.Values;

    /// <summary>Every derived event ever caused, in the order of its cause.</summary>
    public IReadOnlyList<Frame> Derived => outbox;

    /// <summary>Applies one batch.</summary>
    /// <returns>True if anything changed.</returns>
    public bool Deliver(IEnumerable<Frame> batch)
    {
        bool changed = false;
        var kept = batch.Where(frame => TimelineFold.IsKept(frame)).ToList();
        foreach (var ofKey in kept.GroupBy(frame => frame.Key, frame => frame.Event))
        {
            var timeline = timelines.GetValueOrDefault(ofKey.Key) ?? Timeline.Empty(ofKey.Key);
            if (timeline.Apply(ofKey, settings, out _) is not { } change)
                continue;
            changed = true;
            timelines[ofKey.Key] = change.Next;
            Add(change.Delta);
            outbox.AddRange(change.Derived);
        }
        return changed;
    }

    /// <summary>Adds cells to the figures, and facts to the facts.</summary>
    public void Add(Cells delta, int sign = 1)
    {
        foreach (var (key, tally) in delta.All)
            (key.Facet is { IsFact: true } ? Facts : Cells).Add(key, tally, sign);
    }

    /// <summary>Delivers what has been derived since a place in the outbox, in the order of its cause, and what derives from that.</summary>
    public void DeliverDerived(int since = 0)
    {
        for (int next; since < outbox.Count; since = next)
        {
            next = outbox.Count;
            Deliver(outbox.Skip(since).ToList());
        }
    }

    /// <summary>Stores every timeline and reads it again.</summary>
    public void Reload()
    {
        foreach (var (key, timeline) in timelines.ToList())
            timelines[key] = Timeline.Decode(timeline.Encode());
    }
}
