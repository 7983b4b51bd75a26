using Pulso.Events;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Generated;

/// <summary>One contact, thread or lone survey in the making: each event comes some time after the one before, often none.</summary>
internal sealed class GeneratedContact(Random random, TimelineKind kind, string name, long startMs)
{
    private static readonly long[] Steps =
    [
        0, 0, 1, 4_999, 5_000, 5_001, 19_999, 20_000, 20_001, 30_000, 60_000, 5 * At.Minute, At.Hour,
    ];

    private readonly List<Frame> frames = [];
    private readonly GeneratedValues values = new(random);
    private long sinceStartMs;

    public IReadOnlyList<Frame> Frames => frames;

    public IEnumerable<long> SolvedMs =>
        frames.Where(frame => frame.Event.Type == EventTypes.ContactResolved).Select(frame => frame.Event.TimeMs);

    /// <summary>True as often as asked, in a hundred.</summary>
    public bool Chance(int often) => random.Next(100) < often;

    public T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Goes to any instant around the start: events before <c>contact.started</c> come from here.</summary>
    public void Wander() => sinceStartMs = Any(Steps) - Any(Steps);

    /// <summary>Says nothing for about as long as cuts a thread.</summary>
    public void FallSilent() => sinceStartMs += Any(Place.GapsMs) + random.Next(-1, 2);

    /// <summary>The next event, with what it must say and what it happens to know.</summary>
    public void Add(EventType type, params (Field Field, object Value)[] told)
    {
        var all = values.Of(type, told, first: frames.Count == 0);
        sinceStartMs += frames.Count == 0 ? 0 : Any(Steps);
        if (kind == TimelineKind.Thread)
            all.Add((Field.Thread, name));
        if (kind == TimelineKind.Thread && frames.Count > 0 && Chance(15))
            all.Add((Field.OfInstant, Any(frames).Event.TimeMs + (Chance(20) ? random.Next(-1, 2) : 0)));
        var item = new Event(
            type, startMs + sinceStartMs, EventId.Of("/generated", $"{name}/{frames.Count}"), Values.Of([.. all.Where(value => Knows(type, value.Field))]));
        var key = kind == TimelineKind.Thread ? new TimelineKey(kind, name) : TimelineKey.Of(item, kind == TimelineKind.Contact ? name : null);
        frames.Add(new Frame(key, "/generated", item));
    }

    /// <summary>Some events never arrive, at times <c>contact.started</c> itself; one remains.</summary>
    public void Lose()
    {
        for (int at = frames.Count - 1; at >= 0 && frames.Count > 1; at--)
        {
            if (Chance(5))
                frames.RemoveAt(at);
        }
    }

    private static bool Knows(EventType type, Field field) => field == Field.OfInstant || type.FieldNamed(field.Name) == field;
}
