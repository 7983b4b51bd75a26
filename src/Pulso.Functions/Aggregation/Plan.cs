using Pulso.Events;
using Pulso.Functions.Storage;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions.Aggregation;

/// <summary>An event that cannot be applied, and why.</summary>
public sealed record Rejection(Frame Frame, string Reason, string Description)
{
    /// <summary>The generation that it is for alone; null for what came from outside, which is for whichever serves.</summary>
    public int? Generation { get; private init; }

    /// <summary>What a generation's timelines told each other is for it alone, also when it is sent in again.</summary>
    public static Rejection By(TenantSettings settings, Frame frame, string reason, string description) =>
        new(frame, reason, description) { Generation = frame.Event.Type.IsDerived ? settings.Generation.Number : null };
}

/// <summary>What a partition's events change, decided in memory: nothing is written yet.</summary>
/// <remarks>Pure code throws the same again for the same event, so whatever it throws here is the event's fault, not the world's.</remarks>
/// <param name="nowMs">What a timeline asks to be told of and has come by then is told at once, through the outbox: history settles without a timer.</param>
public sealed class Plan(TenantSettings settings, long nowMs)
{
    public List<PlannedChange> Changes { get; } = [];

    /// <summary>The instants to come that the changed timelines ask to be told of.</summary>
    public IEnumerable<Due> Asks => Changes.Where(change => change.Change.AsksMs is not null)
        .Select(change => new Due(change.Key, change.Change.AsksMs!.Value, settings.Generation.Keys));

    public List<Rejection> Rejections { get; } = [];

    /// <summary>The sources of events that came with a known identity and other content.</summary>
    public List<string> Conflicts { get; } = [];

    /// <summary>Plans the events of one timeline; one that cannot be applied is left out with its reason.</summary>
    /// <param name="timeline">As it is; null when it has no row.</param>
    public void Add(TimelineKey key, Timeline? timeline, IReadOnlyList<Frame> frames)
    {
        var before = timeline ?? Timeline.Empty(key);
        var trial = Try(before, frames);
        if (trial.Error is not null)
            trial = Try(before, Applicable(before, [.. frames]).Good);
        if (trial.Error is not null)
            throw new InvalidOperationException("events that were applied one after the other cannot be applied together", trial.Error);
        Conflicts.AddRange(trial.Conflicts.Select(conflict => frames.First(frame => ReferenceEquals(frame.Event, conflict)).Source));
        if (trial.Change is { } change)
            Changes.Add(new PlannedChange(ToldTheTime(change), trial.Row, timeline is null));
    }

    private TimelineChange ToldTheTime(TimelineChange change) => change.AsksMs <= nowMs
        ? change with { AsksMs = null, Derived = [.. change.Derived, Frame.OfTime(change.Next.Key, nowMs) with { Keys = settings.Generation.Keys }] }
        : change;

    /// <summary>Finds what cannot be applied by halving: events that can be applied together are not looked at one by one.</summary>
    private (List<Frame> Good, Timeline After) Applicable(Timeline before, List<Frame> frames)
    {
        var trial = Try(before, frames);
        if (trial.Error is null)
            return (frames, trial.Change?.Next ?? before);
        if (frames is [var single])
        {
            string reason = trial.Error is ValueTooLargeException ? "timeline-too-large" : "cannot-be-applied";
            Rejections.Add(Rejection.By(settings, single, reason, trial.Error.Message));
            return ([], before);
        }
        var (first, between) = Applicable(before, frames[..(frames.Count / 2)]);
        var (second, after) = Applicable(between, frames[(frames.Count / 2)..]);
        return ([.. first, .. second], after);
    }

    private Trial Try(Timeline before, IReadOnlyList<Frame> frames)
    {
        try
        {
            var change = before.Apply(frames.Select(frame => frame.Event), settings, out var conflicts);
            return new Trial(change, change is null ? default : Fitting(change.Next), conflicts, null);
        }
        catch (Exception error)
        {
            return new Trial(null, default, [], error);
        }
    }

    private static Packed Fitting(Timeline timeline)
    {
        var row = Packed.Of(timeline.Encode());
        return row.Size <= BinaryRow.Limit ? row : throw new ValueTooLargeException(Names.TimelineRow(timeline.Key), row.Size);
    }

    /// <summary>What some events would change; nothing when they are known, or cannot be applied.</summary>
    private readonly record struct Trial(TimelineChange? Change, Packed Row, IReadOnlyList<Event> Conflicts, Exception? Error);
}
