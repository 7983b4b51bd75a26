using Pulso.Events;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Timelines;

/// <summary>A timeline that is told only of the instants it asked for misses nothing.</summary>
public sealed class DueLaws
{
    [Fact]
    public void Told_when_it_asked_a_timeline_has_the_figures_of_one_told_at_every_instant() => Law.ForStreams((stream, random) =>
    {
        var frames = stream.Frames.Where(frame => frame.Event.Type != EventTypes.TimeReached).ToList();
        long nowMs = frames.Max(frame => frame.Event.TimeMs) + (random.Next(3) * At.Hour);
        var world = new AskingWorld(stream.Settings);
        foreach (var frame in frames.OrderBy(frame => frame.Event.TimeMs + random.Next((int)At.Hour)))
        {
            world.Deliver(frame);
            if (random.Next(3) == 0)
                world.Tell(Math.Min(nowMs, frame.Event.TimeMs + random.Next((int)At.Hour)));
        }
        world.Tell(nowMs);
        var told = frames.Select(frame => frame.Key).Distinct().Select(key => Frame.OfTime(key, nowMs));
        Same.Cells(Recount.Of([.. frames, .. told], stream.Settings), world.Cells);
    });

    [Fact]
    public void A_thread_closed_only_after_its_silence_still_asks_for_the_silences_end()
    {
        var thread = new ContactScript("thread", kind: TimelineKind.Thread).Received(0, (Field.Channel, "whatsapp")).Closed(90_000);
        var events = EventSet.Of(thread.Frames.Select(frame => frame.Event));
        Assert.Equal(At.Utc("2026-03-03T09:00:00Z"), TimelineFold.Of(thread.Frames[0].Key, events, 0, Tenants.Defaults).DueMs);
    }

    /// <summary>Timelines, the instants that they wait for, and a timer that tells them.</summary>
    private sealed class AskingWorld(TenantSettings settings)
    {
        private readonly Dictionary<TimelineKey, Timeline> timelines = [];
        private readonly HashSet<(long AtMs, TimelineKey Key)> dues = [];

        public Cells Cells { get; } = new();

        public void Deliver(Frame frame)
        {
            if (!TimelineFold.IsKept(frame))
                return;
            var timeline = timelines.GetValueOrDefault(frame.Key) ?? Timeline.Empty(frame.Key);
            if (timeline.Apply([frame.Event], settings, out _) is not { } change)
                return;
            timelines[frame.Key] = change.Next;
            foreach (var (key, tally) in change.Delta.All.Where(cell => cell.Key.Facet is not { IsFact: true }))
                Cells.Add(key, tally);
            if (change.AsksMs is { } asked)
                dues.Add((asked, frame.Key));
            foreach (var derived in change.Derived)
                Deliver(derived);
        }

        public void Tell(long nowMs)
        {
            while (dues.Where(due => due.AtMs <= nowMs).ToList() is { Count: > 0 } reached)
            {
                dues.ExceptWith(reached);
                foreach (var due in reached)
                    Deliver(Frame.OfTime(due.Key, nowMs));
            }
        }
    }
}
