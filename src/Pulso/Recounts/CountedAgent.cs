using System.Globalization;
using System.Text.Json;
using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Recounts;

/// <summary>One agent's UTC days, counted moment by moment: between two instants at which anything changes, everything is as at the first.</summary>
internal static class CountedAgent
{
    private const long DayMs = 86_400_000;
    private const long HoldsMs = DayMs / 2;

    /// <param name="timelines">All agents' timelines: the distinct events of each in the contract's order.</param>
    public static void AddAll(IEnumerable<(TimelineKey Key, IReadOnlyList<Event> Events)> timelines, Cells cells, TenantSettings settings)
    {
        var days = timelines.Where(timeline => IsDay(timeline.Key.Name))
            .Select(timeline => new Day(timeline.Key.Name, timeline.Events)).ToList();
        foreach (var ofAgent in days.GroupBy(day => day.Agent))
        {
            var worked = ofAgent.Where(day => day.States.Any(state => day.Holds(state.TimeMs))).Select(day => day.StartMs).ToList();
            foreach (var day in ofAgent)
                day.AddTo(cells, settings, worked.Count == 0 ? long.MinValue : worked.Max());
        }
    }

    private static bool IsDay(string name) => name.Length > 11 && name[4] == '-' && name[7] == '-' && name[10] == ' ' && char.IsAsciiDigit(name[0]);

    private sealed class Day
    {
        private readonly List<(long FromMs, long ToMs, List<Planned> Shifts)> plans;

        public Day(string name, IReadOnlyList<Event> events)
        {
            StartMs = new DateTimeOffset(DateTime.ParseExact(name[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture), TimeSpan.Zero).ToUnixTimeMilliseconds();
            Agent = name[11..];
            States = [.. events.Where(item => item.Type == EventTypes.AgentState)];
            plans = [.. events.Where(item => item.Type == EventTypes.AgentScheduled)
                .Select(item => JsonSerializer.Deserialize<List<Planned>>(item.Text(Field.Shifts)!, JsonSerializerOptions.Web)!)
                .Where(shifts => shifts.Count > 0)
                .Select(shifts => (shifts.Min(shift => shift.From), shifts.Max(shift => shift.To), shifts))];
        }

        public string Agent { get; }

        public long StartMs { get; }

        public List<Event> States { get; }

        public bool Holds(long instantMs) => instantMs >= StartMs && instantMs < StartMs + DayMs;

        /// <param name="lastWorkedMs">The start of the last day on which the agent had any state.</param>
        public void AddTo(Cells cells, TenantSettings settings, long lastWorkedMs)
        {
            var turns = Turns(settings).Where(Holds).Append(StartMs).Append(StartMs + DayMs).Distinct().Order().ToList();
            foreach (var (at, until) in turns.Zip(turns.Skip(1)))
            {
                string? state = StateAt(at, lastWorkedMs);
                string? planned = PlanAt(at);
                if (state is (null or "offline") && planned is (null or "offline"))
                    continue;
                var tally = cells.At(settings, at, Dimensions.Unknown, Facet.OfAgent(Agent));
                AddState(tally, state, until - at);
                tally.Add(Counter.PlannedMs, planned is null or "offline" ? 0 : until - at);
                bool adheres = planned is not (null or "offline") && (planned == state || (IsWork(planned) && IsWork(state)));
                tally.Add(Counter.AdherentMs, adheres ? until - at : 0);
            }
        }

        private static void AddState(Tally tally, string? state, long ms)
        {
            if (state is null or "offline")
                return;
            tally.Add(Counter.ConnectedMs, ms);
            tally.Add(
                state == "available" ? Counter.AvailableMs
                : state == "contact" ? Counter.ContactMs
                : state == "wrap" ? Counter.WrapStateMs
                : state == "break" ? Counter.BreakMs
                : Counter.OtherMs,
                ms);
        }

        private static bool IsWork(string? state) => state is "available" or "contact" or "wrap";

        /// <summary>Every instant at which the state, the plan or the interval may change.</summary>
        private IEnumerable<long> Turns(TenantSettings settings)
        {
            foreach (var state in States)
            {
                yield return state.TimeMs;
                yield return state.TimeMs + HoldsMs;
            }
            foreach (var shift in plans.SelectMany(plan => plan.Shifts))
            {
                yield return shift.From;
                yield return shift.To;
            }
            for (long at = settings.Calendar.At(StartMs).IntervalMs; at < StartMs + DayMs; at = settings.Calendar.EndOfInterval(at))
                yield return at;
        }

        /// <summary>The last state by then, if it still holds and is not the last of all that is known.</summary>
        private string? StateAt(long instantMs, long lastWorkedMs)
        {
            int place = States.FindLastIndex(state => state.TimeMs <= instantMs);
            if (place < 0 || instantMs >= States[place].TimeMs + HoldsMs)
                return null;
            bool isLast = place == States.Count - 1 && lastWorkedMs <= States[place].TimeMs;
            return isLast ? null : States[place].Text(Field.State);
        }

        /// <summary>What the last plan that covers an instant says of it; null in a gap of that plan.</summary>
        private string? PlanAt(long instantMs)
        {
            int place = plans.FindLastIndex(plan => plan.FromMs <= instantMs && instantMs < plan.ToMs);
            return place < 0 ? null : plans[place].Shifts.LastOrDefault(shift => shift.From <= instantMs && instantMs < shift.To)?.State;
        }
    }

    private sealed record Planned(long From, long To, string State);
}
