using Pulso.Events;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Generated;

/// <summary>One contact in the making: each event comes some time after the one before, often none.</summary>
internal sealed class GeneratedContact(Random random, string subject, long startMs)
{
    private static readonly long[] Steps =
    [
        0, 0, 1, 4_999, 5_000, 5_001, 19_999, 20_000, 20_001, 30_000, 60_000, 5 * At.Minute, At.Hour,
    ];

    private static readonly Field[] Durations = [Field.Talk, Field.Hold, Field.Wrap, Field.Silence];

    // How often an event tells the field, in a hundred, and what; the first one thrice as often.
    private static readonly (Field Field, int Often, string[] Values)[] Known =
    [
        (Field.Customer, 20, ["ann", "ann", "ben", "eve"]),
        (Field.Channel, 15, ["voice", "voice", "chat", "helpdesk", "fax"]),
        (Field.Direction, 5, ["inbound", "inbound", "outbound", "proactive"]),
        (Field.Queue, 15, ["north", "south", "east"]),
        (Field.Reason, 10, ["bill", "line"]),
        (Field.Priority, 10, ["1", "2"]),
        (Field.Agent, 80, ["kim", "lee"]),
        (Field.Outcome, 40, ["solved", "unsolved"]),
        (Field.LeftTo, 90, ["queue", "hangup", "contained", "agent"]),
        (Field.TransferKind, 50, ["warm", "cold", "flow"]),
        (Field.ToQueue, 30, ["north", "south"]),
        (Field.By, 50, ["agent", "bot", "system"]),
    ];

    private readonly List<Frame> frames = [];
    private long sinceStartMs;

    public IReadOnlyList<Frame> Frames => frames;

    public IEnumerable<long> SolvedMs =>
        frames.Where(frame => frame.Event.Type == EventTypes.ContactResolved).Select(frame => frame.Event.TimeMs);

    /// <summary>True as often as asked, in a hundred.</summary>
    public bool Chance(int often) => random.Next(100) < often;

    public T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Goes to any instant around the start: events before <c>contact.started</c> come from here.</summary>
    public void Wander() => sinceStartMs = Any(Steps) - Any(Steps);

    /// <summary>The next event, with what it must say and what it happens to know.</summary>
    public void Add(EventType type, params (Field Field, object Value)[] told)
    {
        var values = new List<(Field Field, object Value)>(told);
        foreach (var (field, often, words) in Known)
        {
            if (type.FieldNamed(field.Name) == field && !told.Any(value => value.Field == field)
                && Chance(frames.Count == 0 ? 3 * often : often))
                values.Add((field, Any(words)));
        }
        if (type == EventTypes.ContactHandled)
            values.AddRange(Durations.Where(_ => Chance(70)).Select(field => (field, (object)Any(Steps))));
        if (type.FieldNamed("difficulty") is { } difficulty && Chance(5))
            values.Add((difficulty, random.Next(500, 2_000)));
        sinceStartMs += frames.Count == 0 ? 0 : Any(Steps);
        var item = new Event(type, startMs + sinceStartMs, EventId.Of("/generated", $"{subject}/{frames.Count}"), Values.Of([.. values]));
        frames.Add(new Frame(TimelineKey.Of(item, subject), "/generated", item));
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
}
