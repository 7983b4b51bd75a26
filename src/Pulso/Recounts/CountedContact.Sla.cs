using Pulso.Events;
using Pulso.Measures;
using Pulso.Sla;

namespace Pulso.Recounts;

internal sealed partial class CountedContact
{
    /// <summary>Clocks that were met or breached, anchored at whichever came first; what is still running counts nothing.</summary>
    private void AddClocks(Cells cells)
    {
        if (!IsInbound || settings.Versions.All(each => each.Sla.All.Count == 0))
            return;
        foreach (var clock in Clocks())
        {
            if (OutcomeOf(clock) is not { } outcome)
                continue;
            long pausedMs = Pauses().Sum(pause =>
                RunMs(outcome.Target, Math.Max(clock.StartMs, pause.FromMs), Math.Min(pause.ToMs, outcome.AtMs)));
            clock.AddTo(Cell(cells, outcome.AtMs, queue), outcome.Met, pausedMs);
        }
    }

    /// <summary>
    /// Under each priority in turn, from the instant at which it came to be known: breached if the target then in force was due before the
    /// next priority, or the end. A clock that ends unbreached was met under the last target; one that was closed was not.
    /// </summary>
    private (SlaTarget Target, long AtMs, bool Met)? OutcomeOf(CountedClock clock)
    {
        SlaTarget? target = null;
        var changes = events.Where(item => item.Text(Field.Priority) is not null).Select(item => item.TimeMs)
            .Where(ms => ms > clock.StartMs && !(ms >= clock.EndMs)).Distinct().Prepend(clock.StartMs).ToList();
        for (int i = 0; i < changes.Count; i++)
        {
            target = TargetOf(clock, changes[i]);
            long beforeMs = i + 1 < changes.Count ? changes[i + 1] : clock.EndMs ?? (KnownMs + 1);
            if (target is not null && DueBefore(beforeMs, target, clock.StartMs) is { } dueMs)
                return (target, dueMs, false);
        }
        return clock.IsMet && target is not null ? (target, clock.EndMs!.Value, true) : null;
    }

    /// <summary>By the settings at the clock's start: of channel and priority, else of the channel, else of the priority, else of all.</summary>
    private SlaTarget? TargetOf(CountedClock clock, long instantMs)
    {
        string? priority = events.LastOrDefault(item => item.TimeMs <= instantMs && item.Text(Field.Priority) is not null)?.Text(Field.Priority);
        (string?, string?)[] scopes = [(Dimensions.Channel, priority), (Dimensions.Channel, null), (null, priority), (null, null)];
        var targets = settings.At(clock.StartMs).Sla.All;
        return scopes.Select(scope => targets.FirstOrDefault(target => target.Clock == clock.Kind && (target.Channel, target.Priority) == scope))
            .FirstOrDefault(target => target is not null);
    }

    /// <summary>The first instant at which the clock has run for its target, sought by halving; null where that is not before another one.</summary>
    private long? DueBefore(long beforeMs, SlaTarget target, long fromMs)
    {
        if (beforeMs <= fromMs || Ran(beforeMs - 1) < target.TargetMs)
            return null;
        long low = fromMs;
        for (long high = beforeMs - 1; low < high;)
        {
            long middle = low + ((high - low) / 2);
            if (Ran(middle) < target.TargetMs)
                low = middle + 1;
            else
                high = middle;
        }
        return low;

        long Ran(long toMs) => RunMs(target, fromMs, toMs)
            - Pauses().Sum(pause => RunMs(target, Math.Max(fromMs, pause.FromMs), Math.Min(pause.ToMs, toMs)));
    }

    private static long RunMs(SlaTarget target, long fromMs, long toMs) => target.Hours?.Between(fromMs, toMs) ?? Math.Max(0, toMs - fromMs);
}
