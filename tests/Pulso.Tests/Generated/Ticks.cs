using Pulso.Events;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Generated;

/// <summary>What the timer says: that instants were reached, around those at which a silence closes a thread's contact or a clock is due.</summary>
internal static class Ticks
{
    private static readonly long[] Around = [-At.Hour, -1, 0, 0, 1, At.Hour, 72 * At.Hour];

    /// <summary>Some on most threads and on many contacts, and on a few timelines that have no use for them.</summary>
    public static IEnumerable<Frame> Of(IReadOnlyList<Frame> frames, Random random)
    {
        foreach (var timeline in frames.GroupBy(frame => frame.Key, frame => frame.Event))
        {
            int often = timeline.Key.Kind == TimelineKind.Thread ? 70 : timeline.Key.Kind == TimelineKind.Contact ? 50 : 10;
            while (random.Next(100) < often)
            {
                var tick = Reached(timeline.Key, InstantMs([.. timeline], random));
                yield return tick;
                if (random.Next(100) < 20)
                    yield return tick;
                often -= 20;
            }
        }
    }

    private static Frame Reached(TimelineKey key, long instantMs) => new(
        key, "/ticks", new Event(EventTypes.TimeReached, instantMs, EventId.Of("/ticks", $"{key.Name}/{instantMs}"), []));

    /// <summary>A silence after any event, the last message mostly, or a target after one; there may be more events after it.</summary>
    private static long InstantMs(List<Event> events, Random random)
    {
        if (random.Next(2) == 0)
            return events[random.Next(events.Count)].TimeMs + Place.TargetsMs[random.Next(Place.TargetsMs.Length)] + Around[random.Next(Around.Length)];
        var messages = events.Where(item => item.Type == EventTypes.MessageReceived || item.Type == EventTypes.MessageSent).ToList();
        var from = messages.Count == 0 || random.Next(4) == 0 ? events[random.Next(events.Count)] : messages.MaxBy(item => item.TimeMs)!;
        return from.TimeMs + Place.GapsMs[random.Next(Place.GapsMs.Length)] + Around[random.Next(Around.Length)];
    }
}
