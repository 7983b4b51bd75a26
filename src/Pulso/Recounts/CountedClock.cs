using Pulso.Measures;
using Pulso.Sla;

namespace Pulso.Recounts;

/// <summary>From when on a contact is waited for, and until when.</summary>
/// <param name="EndMs">What it waited for, or a closing; null where neither came.</param>
/// <param name="IsMet">It ended by what it waited for.</param>
internal sealed record CountedClock(ClockKind Kind, long StartMs, long? EndMs, bool IsMet)
{
    private (Counter Applied, Counter Met, Counter Breached) Counters => Kind switch
    {
        ClockKind.FirstReply => (Counter.SlaFirstReplyApplied, Counter.SlaFirstReplyMet, Counter.SlaFirstReplyBreached),
        ClockKind.NextReply => (Counter.SlaNextReplyApplied, Counter.SlaNextReplyMet, Counter.SlaNextReplyBreached),
        _ => (Counter.SlaResolutionApplied, Counter.SlaResolutionMet, Counter.SlaResolutionBreached),
    };

    public void AddTo(Tally tally, bool met, long pausedMs)
    {
        var (applied, inTime, late) = Counters;
        tally.Add(applied);
        tally.Add(inTime, met);
        tally.Add(late, !met);
        tally.Add(Counter.SlaPausedMs, pausedMs);
    }
}
