using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Staffing;

/// <summary>How many agents an interval needs.</summary>
/// <param name="Arrivals">The queue legs that were opened in it.</param>
/// <param name="Load">In Erlangs.</param>
/// <param name="Agents">Null where it cannot be told: nothing handled, or more needed than anybody has.</param>
/// <param name="ServiceLevel">What that many agents are expected to reach.</param>
public sealed record StaffingRow(
    long FromMs, long ToMs, long Arrivals, double? Load, int? Agents, double? ServiceLevel, double? Abandonment, double? Occupancy);

/// <summary>The agents needed per interval, and what that was worked out from.</summary>
/// <param name="HandleSeconds">The mean handle time of the range; null where nothing was handled.</param>
/// <param name="PatienceSeconds">All waits over all abandons: the maximum-likelihood estimate for exponential patience; null where nobody left.</param>
public sealed record StaffingPlan(double? HandleSeconds, double? PatienceSeconds, IReadOnlyList<StaffingRow> Rows);

/// <summary>Adds inbound legs up by interval, and asks Erlang-A how many agents each interval needs.</summary>
public sealed class StaffingTable(KpiQuery query, TenantSettings settings, double target, double withinSeconds)
{
    private readonly SortedDictionary<long, long> arrivals = [];
    private readonly Tally all = new();

    public void Add(CellKey key, Tally tally)
    {
        if (key.Kind != FacetKind.Whole || key.Dimensions.Direction != Contact.Inbound || !query.Includes(key) || !query.Matches(key))
            return;
        arrivals[key.IntervalMs] = arrivals.GetValueOrDefault(key.IntervalMs) + tally[Counter.Offered];
        all.Add(tally);
    }

    /// <summary>A row for every interval of the range, busy or not.</summary>
    public StaffingPlan Plan()
    {
        double? handle = all[Counter.Handled] == 0 ? null
            : (all[Counter.TalkMs] + all[Counter.HoldMs] + all[Counter.WrapMs]) / (1_000.0 * all[Counter.Handled]);
        double? patience = all[Counter.Abandoned] == 0 ? null
            : (all[Counter.WaitAnsweredMs] + all[Counter.WaitAbandonedMs]) / (1_000.0 * all[Counter.Abandoned]);
        return new StaffingPlan(handle, patience, [.. Intervals().Select(interval => Row(interval.FromMs, interval.ToMs, handle, patience))]);
    }

    private IEnumerable<(long FromMs, long ToMs)> Intervals()
    {
        for (long at = settings.Calendar.At(query.FromMs).IntervalMs; at < query.ToMs;)
        {
            long end = settings.Calendar.EndOfInterval(at);
            if (at >= query.FromMs)
                yield return (at, end);
            at = end;
        }
    }

    private StaffingRow Row(long fromMs, long toMs, double? handle, double? patience)
    {
        long offered = arrivals.GetValueOrDefault(fromMs);
        if (offered == 0)
            return new StaffingRow(fromMs, toMs, 0, 0, 0, null, null, null);
        // Times of nothing are a sender's gap: no queue can be worked out from them.
        if (handle is not > 0 || patience == 0)
            return new StaffingRow(fromMs, toMs, offered, null, null, null, null, null);
        var queue = new ErlangA(offered * 1_000.0 / (toMs - fromMs), handle.Value, patience ?? double.PositiveInfinity);
        return queue.AgentsFor(target, withinSeconds) is { } agents
            ? new StaffingRow(
                fromMs, toMs, offered, queue.Load, agents, queue.ServiceLevel(agents, withinSeconds), queue.Abandonment(agents), queue.Occupancy(agents))
            : new StaffingRow(fromMs, toMs, offered, queue.Load, null, null, null, null);
    }
}
