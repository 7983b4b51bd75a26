using Pulso.Events;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Generated;

/// <summary>What else arrives: the same again, the same id with other content, and events that are no contact's.</summary>
internal static class Noise
{
    public static IEnumerable<Frame> Around(IReadOnlyList<Frame> frames, long fromMs, Random random)
    {
        foreach (var frame in frames)
        {
            if (random.Next(100) < 15)
                yield return frame;
            if (random.Next(100) < 8)
                yield return Conflicting(frame, frames, random);
        }
        foreach (var item in Others(fromMs).Where(_ => random.Next(2) == 0))
        {
            foreach (var frame in Frame.AllOf("/generated", item, null))
                yield return frame;
        }
    }

    /// <summary>The id of one event, with the time, type or values of another of its kind.</summary>
    private static Frame Conflicting(Frame frame, IReadOnlyList<Frame> frames, Random random)
    {
        var alike = frames.Where(other => other.Key.Kind == frame.Key.Kind).ToList();
        var other = alike[random.Next(alike.Count)].Event;
        var item = frame.Event;
        return frame with
        {
            Event = random.Next(3) switch
            {
                0 => new Event(item.Type, other.TimeMs, item.Id, item.Values),
                1 => new Event(other.Type, item.TimeMs, item.Id, other.Values),
                _ => new Event(item.Type, item.TimeMs, item.Id,
                    [.. item.Values.Where(value => item.Type.Required.Contains(value.Field) || random.Next(2) == 0)]),
            },
        };
    }

    private static IEnumerable<Event> Others(long fromMs)
    {
        Event Item(EventType type, params (Field, object)[] values) =>
            new(type, fromMs + At.Hour, EventId.Of("/others", type.Name), Values.Of(values));
        yield return Item(EventTypes.Unknown, (Field.TypeName, "weather.changed"));
        yield return Item(EventTypes.AgentState, (Field.Agent, "kim"), (Field.State, "available"));
        yield return Item(EventTypes.AnnotationAdded, (Field.Note, "storm"));
        yield return Item(EventTypes.ConsentGiven, (Field.Customer, "ben"));
    }
}
