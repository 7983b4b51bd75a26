using Pulso.Events;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Generated;

/// <summary>What else arrives: the same again, the same id with other content, surveys, and events that are no contact's.</summary>
internal static class Noise
{
    public static IEnumerable<Frame> Around(IReadOnlyList<Frame> frames, long fromMs, Random random)
    {
        long lastMs = frames.Max(frame => frame.Event.TimeMs);
        foreach (var frame in frames)
        {
            if (random.Next(100) < 15)
                yield return frame;
            if (random.Next(100) < 8)
                yield return Conflicting(frame, frames, random);
            if (random.Next(100) < 4)
                yield return Survey(frame, lastMs + random.Next(60_000));
        }
        foreach (var item in Others(fromMs).Where(_ => random.Next(2) == 0))
            yield return new Frame(TimelineKey.Of(item, null), "/generated", item);
    }

    /// <summary>The id of one event, with the time, type or values of another.</summary>
    private static Frame Conflicting(Frame frame, IReadOnlyList<Frame> frames, Random random)
    {
        var other = frames[random.Next(frames.Count)].Event;
        var item = frame.Event;
        return frame with
        {
            Event = random.Next(3) switch
            {
                0 => new Event(item.Type, other.TimeMs, item.Id, item.Values),
                1 => new Event(other.Type, item.TimeMs, item.Id, other.Values),
                _ => new Event(item.Type, item.TimeMs, item.Id, [.. item.Values.Where(_ => random.Next(2) == 0)]),
            },
        };
    }

    /// <summary>A survey after a contact, with a customer and a queue of its own.</summary>
    private static Frame Survey(Frame frame, long atMs) => frame with
    {
        Event = new Event(
            EventTypes.SurveyAnswered,
            atMs,
            EventId.Of("/surveys", EventId.Text(frame.Event.Id)),
            Values.Of(
                (Field.Customer, "zoe"), (Field.Queue, "surveys"), (Field.Survey, "after"),
                (Field.SurveyKind, "csat"), (Field.Score, 5_000))),
    };

    private static IEnumerable<Event> Others(long fromMs)
    {
        Event Item(EventType type, params (Field, object)[] values) =>
            new(type, fromMs + At.Hour, EventId.Of("/others", type.Name), Values.Of(values));
        yield return Item(EventTypes.Unknown, (Field.TypeName, "weather.changed"));
        yield return Item(EventTypes.AgentState, (Field.Agent, "kim"), (Field.State, "available"));
        yield return Item(EventTypes.SaleRecorded, (Field.Customer, "ann"), (Field.Amount, 12_000));
        yield return Item(EventTypes.CustomerChurned, (Field.Customer, "ben"));
        yield return Item(EventTypes.AnnotationAdded, (Field.Note, "storm"));
        yield return Item(EventTypes.IssuePrevented, (Field.Channel, "voice"));
        yield return Item(EventTypes.SurveyAnswered, (Field.Survey, "yearly"), (Field.SurveyKind, "nps"), (Field.Score, 9_000));
        yield return Item(EventTypes.MessageReceived, (Field.Thread, "t1"), (Field.Channel, "whatsapp"), (Field.Customer, "ann"));
    }
}
