using Pulso.Settings;
using Pulso.Sla;

namespace Pulso.Measures.Contributions;

/// <summary>What a contact's clocks add to the cells: those that were met or breached, at the earlier of both.</summary>
public static class SlaContributions
{
    public static void Add(IEnumerable<SlaClock> clocks, Dimensions dimensions, TenantSettings settings, Cells cells)
    {
        foreach (var clock in clocks)
        {
            if (clock.CountsAtMs is not { } atMs)
                continue;
            var (applied, met, breached) = CountersOf(clock.Kind);
            var tally = cells.At(settings, atMs, dimensions);
            tally.Add(applied);
            tally.Add(met, clock.State == ClockState.Met);
            tally.Add(breached, clock.State == ClockState.Breached);
            tally.Add(Counter.SlaPausedMs, clock.PausedMs);
        }
    }

    private static (Counter Applied, Counter Met, Counter Breached) CountersOf(ClockKind kind) => kind switch
    {
        ClockKind.FirstReply => (Counter.SlaFirstReplyApplied, Counter.SlaFirstReplyMet, Counter.SlaFirstReplyBreached),
        ClockKind.NextReply => (Counter.SlaNextReplyApplied, Counter.SlaNextReplyMet, Counter.SlaNextReplyBreached),
        _ => (Counter.SlaResolutionApplied, Counter.SlaResolutionMet, Counter.SlaResolutionBreached),
    };
}
