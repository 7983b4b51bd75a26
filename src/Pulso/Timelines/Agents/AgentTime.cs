using Pulso.Calendars;
using Pulso.Events;

namespace Pulso.Timelines.Agents;

/// <summary>What an agent did, and was to do, on one UTC day: spans that do not overlap, within the day.</summary>
/// <param name="States">Without the time in which the state is not known.</param>
/// <param name="Plan">Planned states, <c>offline</c> ones too.</param>
public sealed record AgentTime(IReadOnlyList<Shift> States, IReadOnlyList<Shift> Plan)
{
    public static AgentTime Of(AgentDay day, EventSet events) => new(StatesOf(day, events), PlanOf(day, events));

    /// <summary>A state holds until the next, 12 hours at most; the last one only where a later day is known to have another.</summary>
    private static List<Shift> StatesOf(AgentDay day, EventSet events)
    {
        var states = events.Where(item => item.Type == EventTypes.AgentState).ToList();
        var spans = new List<Shift>();
        for (int i = 0; i < states.Count; i++)
        {
            long fromMs = states[i].TimeMs;
            long toMs = fromMs + AgentDay.HoldsMs;
            if (i + 1 < states.Count)
                toMs = Math.Min(toMs, states[i + 1].TimeMs);
            else if (!AgentDays.AreFollowed(UtcDay.At(fromMs), events))
                break;
            spans.AddRange(Within(day, new Shift(fromMs, toMs, states[i].Text(Field.State)!)));
        }
        return spans;
    }

    /// <summary>Each plan takes the place of whatever was planned before in its span; of its own shifts that overlap the later in the list holds.</summary>
    private static List<Shift> PlanOf(AgentDay day, EventSet events)
    {
        var plan = new List<Shift>();
        foreach (var shifts in events.Where(item => item.Type == EventTypes.AgentScheduled).Select(Shift.AllOf))
        {
            if (Shift.SpanOf(shifts) is not { } span)
                continue;
            plan = Without(plan, span.FromMs, span.ToMs);
            foreach (var shift in shifts.SelectMany(shift => Within(day, shift)))
                plan = [.. Without(plan, shift.FromMs, shift.ToMs), shift];
        }
        return plan;
    }

    private static List<Shift> Without(List<Shift> plan, long fromMs, long toMs) => [.. plan.SelectMany(shift => new[]
    {
        shift with { ToMs = Math.Min(shift.ToMs, fromMs) },
        shift with { FromMs = Math.Max(shift.FromMs, toMs) },
    }).Where(shift => shift.FromMs < shift.ToMs)];

    private static IEnumerable<Shift> Within(AgentDay day, Shift span)
    {
        var within = span with { FromMs = Math.Max(span.FromMs, day.StartMs), ToMs = Math.Min(span.ToMs, day.EndMs) };
        return within.FromMs < within.ToMs ? [within] : [];
    }
}
