using System.Text.Json;
using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Agents;

/// <summary>The contract read word by word: for each second, what the agent did and was to do. Slow, and shares nothing with what it is held against.</summary>
/// <param name="events">One agent's, on whole seconds.</param>
internal sealed class SecondBySecond(string agent, IEnumerable<Event> events, TenantSettings settings)
{
    public const string Offline = "offline";

    private readonly Event[] ordered = [.. events.OrderBy(item => item.TimeMs).ThenBy(item => item.Type.Rank).ThenBy(item => item.Id)];

    /// <summary>Each second in which anything was done or planned, with what.</summary>
    public IEnumerable<(long AtMs, string State, string Planned)> Seconds()
    {
        var states = ordered.Where(item => item.Type == EventTypes.AgentState).ToArray();
        var plans = ordered.Where(item => item.Type == EventTypes.AgentScheduled)
            .Select(item => JsonDocument.Parse(item.Text(Field.Shifts)!).RootElement.EnumerateArray().Select(ReadShift).ToArray()).ToArray();
        long[] instants = [.. states.Select(state => state.TimeMs), .. plans.SelectMany(plan => plan).SelectMany(shift => new[] { shift.From, shift.To })];
        for (long at = instants.DefaultIfEmpty(0).Min(); at < instants.DefaultIfEmpty(0).Max() + At.Day; at += At.Second)
        {
            var second = (at, State: StateAt(states, at) ?? Offline, Planned: PlanAt(plans, at) ?? Offline);
            if (second is not (_, Offline, Offline))
                yield return second;
        }
    }

    public Cells Cells()
    {
        var cells = new Cells();
        foreach (var (at, state, planned) in Seconds())
        {
            var slot = settings.Calendar.At(at);
            var tally = cells.At(new CellKey(slot.Date, slot.IntervalMs, new("(none)", "(none)", "(none)", "(none)", "(none)"), Facet.OfAgent(agent)));
            if (state != Offline)
                tally.Add(Counter.ConnectedMs, At.Second);
            tally.Add(Counter.AvailableMs, state == "available" ? At.Second : 0);
            tally.Add(Counter.ContactMs, state == "contact" ? At.Second : 0);
            tally.Add(Counter.WrapStateMs, state == "wrap" ? At.Second : 0);
            tally.Add(Counter.BreakMs, state == "break" ? At.Second : 0);
            tally.Add(Counter.OtherMs, state is "training" or "meeting" ? At.Second : 0);
            if (planned == Offline)
                continue;
            tally.Add(Counter.PlannedMs, At.Second);
            tally.Add(Counter.AdherentMs, Adheres(state, planned) ? At.Second : 0);
        }
        return cells.Trim();
    }

    public static bool Adheres(string state, string planned)
    {
        string[] work = ["available", "contact", "wrap"];
        return state == planned || (work.Contains(state) && work.Contains(planned));
    }

    /// <summary>The last state by then: not the last of all, and not older than 12 hours.</summary>
    private static string? StateAt(Event[] states, long at)
    {
        int place = Array.FindLastIndex(states, state => state.TimeMs <= at);
        return place < 0 || place == states.Length - 1 || at - states[place].TimeMs >= 12 * At.Hour ? null : states[place].Text(Field.State);
    }

    /// <summary>Of the plans whose span covers the instant the last one; of its shifts the last in its list.</summary>
    private static string? PlanAt((long From, long To, string State)[][] plans, long at) => plans
        .LastOrDefault(plan => plan.Length > 0 && plan.Min(shift => shift.From) <= at && plan.Max(shift => shift.To) > at)
        ?.LastOrDefault(shift => shift.From <= at && shift.To > at).State;

    private static (long From, long To, string State) ReadShift(JsonElement shift) =>
        (shift.GetProperty("from").GetInt64(), shift.GetProperty("to").GetInt64(), shift.GetProperty("state").GetString()!);
}
