using Pulso.Events;
using Pulso.Functions.Storage;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions.Aggregation;

/// <summary>An event that cannot be applied, and why.</summary>
public sealed record Rejection(Frame Frame, string Reason, string Description);

/// <summary>What a partition's events change, decided in memory: nothing is written yet.</summary>
/// <remarks>Pure code throws the same again for the same event, so whatever it throws here is the event's fault, not the world's.</remarks>
public sealed class Plan(TenantSettings settings)
{
    public List<PlannedChange> Changes { get; } = [];

    /// <summary>The instants that the changed timelines ask to be told of.</summary>
    public IEnumerable<Due> Asks => Changes.Where(change => change.Change.AsksMs is not null)
        .Select(change => new Due(change.Key, change.Change.AsksMs!.Value));

    public List<Rejection> Rejections { get; } = [];

    /// <summary>Events that came with a known identity and other content.</summary>
    public int Conflicts { get; private set; }

    /// <summary>Plans the events of one timeline; one that cannot be applied is left out with its reason.</summary>
    /// <param name="timeline">As it is; null when it has no row.</param>
    public void Add(TimelineKey key, Timeline? timeline, IReadOnlyList<Frame> frames)
    {
        var before = timeline ?? Timeline.Empty(key);
        var good = frames;
        if (Try(before, frames, out var change) is not null)
        {
            good = Applicable(before, frames);
            Try(before, good, out change);
        }
        if (change is not null)
            Changes.Add(new PlannedChange(change.Change, change.Row, timeline is null));
    }

    private List<Frame> Applicable(Timeline before, IReadOnlyList<Frame> frames)
    {
        var good = new List<Frame>();
        foreach (var frame in frames)
        {
            if (Try(before, [.. good, frame], out _) is { } error)
                Rejections.Add(new Rejection(frame, error is ValueTooLargeException ? "timeline-too-large" : "cannot-be-applied", error.Message));
            else
                good.Add(frame);
        }
        return good;
    }

    private Exception? Try(Timeline before, IReadOnlyList<Frame> frames, out PlannedChange? planned)
    {
        planned = null;
        try
        {
            var change = before.Apply(frames.Select(frame => frame.Event), settings, out int conflicts);
            if (change is not null)
                planned = new PlannedChange(change, Fitting(change.Next), IsNew: false);
            Conflicts += conflicts;
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    private static byte[] Fitting(Timeline timeline)
    {
        byte[] row = timeline.Encode();
        return row.Length <= BinaryRow.Limit ? row : throw new ValueTooLargeException(Names.TimelineRow(timeline.Key), row.Length);
    }
}
