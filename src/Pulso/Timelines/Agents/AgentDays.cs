using Pulso.Calendars;
using Pulso.Events;

namespace Pulso.Timelines.Agents;

/// <summary>
/// Which days of an agent have states: the one timeline that can say whether another state ever came after the last one that a day knows.
/// </summary>
/// <remarks>
/// Without it, whether a state that nothing followed for a day counts its 12 hours would depend on how far the next one was delivered. The days
/// tell it that they have states, and ask where their last one is still open; only those that ask are told.
/// </remarks>
internal static class AgentDays
{
    public static TimelineKey KeyOf(string agent) => new(TimelineKind.Agent, $"days {agent}");

    /// <summary>What a day tells: that it has states of its own, and which day's last state it would have to count if another ever came.</summary>
    public static IEnumerable<Telling> ToldBy(AgentDay day, EventSet events)
    {
        bool active = events.Any(item => item.Type == EventTypes.AgentState && item.TimeMs >= day.StartMs && item.TimeMs < day.EndMs);
        var last = events.LastOrDefault(item => item.Type == EventTypes.AgentState);
        bool asks = last is not null && last.Text(Field.State) != WorkState.Offline
            && last.TimeMs < day.EndMs && last.TimeMs + AgentDay.HoldsMs > day.StartMs;
        if (!active && !asks)
            yield break;
        var values = new List<FieldValue> { new(Field.Version, 0) };
        if (active)
            values.Add(new(Field.HasStates, 1));
        if (asks)
            values.Add(new(Field.AsksOf, AgentDay.At(day.Agent, last!.TimeMs).StartMs));
        yield return new Telling(KeyOf(day.Agent), new Event(EventTypes.AgentDayObserved, day.StartMs, day.Key.Hash, values));
    }

    /// <summary>What the days that asked are told: another state came, on a later day than the one they asked of.</summary>
    public static IEnumerable<Telling> Answers(TimelineKey key, EventSet events)
    {
        string agent = key.Name[KeyOf("").Name.Length..];
        var days = events.Where(item => item.Type == EventTypes.AgentDayObserved && !item.Is(Field.Withdrawn)).ToList();
        long lastMs = days.Where(item => item.Is(Field.HasStates)).Select(item => item.TimeMs).DefaultIfEmpty(long.MinValue).Max();
        return days.Where(item => item.Number(Field.AsksOf) < lastMs).Select(item => new Telling(
            AgentDay.At(agent, item.TimeMs).Key,
            new Event(EventTypes.AgentDayFollowed, item.Number(Field.AsksOf)!.Value, key.Hash, [new(Field.Version, 0)])));
    }

    /// <summary>True if a day's timeline knows that a state came on a later day than the given one.</summary>
    public static bool AreFollowed(DateOnly date, EventSet events) => events.Any(item =>
        item.Type == EventTypes.AgentDayFollowed && !item.Is(Field.Withdrawn) && UtcDay.At(item.TimeMs) == date);
}
