using System.Text.Json.Nodes;
using Pulso.Events;
using Pulso.Tests.Scenarios;
using Pulso.Timelines.Agents;

namespace Pulso.Tests.Generated;

/// <summary>What agents did and were to do: states with silences among them, and plans over plans. On whole seconds.</summary>
internal sealed class AgentGenerator(Random random, long fromMs)
{
    private const long Noon = 12 * At.Hour;

    private static readonly string[] States = ["available", "available", "contact", "contact", "wrap", "break", "training", "offline", "offline"];
    private static readonly string[] Planned = ["available", "available", "contact", "break", "meeting", "training", "offline"];

    // Around the longest that a state may hold, and around whole days.
    private static readonly long[] Steps =
    [
        0, At.Second, At.Minute, 7 * At.Minute, At.Hour, At.Hour, 3 * At.Hour, 8 * At.Hour,
        Noon - At.Second, Noon, Noon + At.Second, 23 * At.Hour, At.Day, 30 * At.Hour, 49 * At.Hour,
    ];

    private int count;

    /// <summary>Some days of one agent.</summary>
    public IReadOnlyList<Event> Days(string agent)
    {
        var events = new List<Event>();
        long at = StartMs();
        for (int left = Any([1, 3, 8, 20]); left > 0; left--)
        {
            events.Add(Item(EventTypes.AgentState, agent, at, (Field.State, Any(States))));
            at += Any(Steps);
        }
        for (int left = Any([0, 1, 2, 4]); left > 0; left--)
            events.Add(Item(EventTypes.AgentScheduled, agent, StartMs(), (Field.Shifts, Shifts().ToJsonString())));
        return events;
    }

    private JsonArray Shifts()
    {
        var shifts = new JsonArray();
        long from = StartMs();
        for (int left = Any([0, 1, 2, 3, 5]); left > 0; left--)
        {
            long to = from + At.Second + Any(Steps);
            shifts.Add((JsonNode)new JsonObject { ["from"] = from, ["to"] = to, ["state"] = Any(Planned) });
            from = Any([to, to, to + Any(Steps), from + At.Second]);
        }
        return shifts;
    }

    /// <summary>Within the two days around, often at midnight or noon in UTC.</summary>
    private long StartMs() => random.Next(3) == 0
        ? AgentDay.At("", fromMs).StartMs + (random.Next(4) * Noon) + Any([0, 0, At.Second, -At.Second])
        : fromMs + (random.Next(-100, 200) * 15 * At.Minute) + (random.Next(900) * At.Second);

    private Event Item(EventType type, string agent, long timeMs, (Field, object) told) =>
        new(type, timeMs, EventId.Of("/generated", $"agents/{++count}"), Values.Of((Field.Agent, agent), told));

    private T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
