using Pulso.Calendars;
using Pulso.Timelines.Contacts;

namespace Pulso.Sla;

/// <summary>The time in which a clock runs: the hours of a calendar, but for the pauses.</summary>
/// <param name="hours">Null for round the clock.</param>
/// <param name="pauses">In order and apart; only the last one may have no end.</param>
public sealed class RunningTime(BusinessHours? hours, IReadOnlyList<Pause> pauses)
{
    /// <summary>The earliest instant up to which a clock has run for so long, in milliseconds; null where it never will, or is paused before.</summary>
    public long? After(long startMs, long durationMs)
    {
        long leftMs = durationMs;
        long atMs = startMs;
        foreach (var pause in pauses.Where(pause => !(pause.ToMs <= startMs)))
        {
            long ran = Between(atMs, pause.FromMs);
            if (ran >= leftMs)
                break;
            leftMs -= ran;
            if (pause.ToMs is not { } resumedMs)
                return null;
            atMs = Math.Max(atMs, resumedMs);
        }
        return hours is null ? atMs + leftMs : hours.After(atMs, leftMs);
    }

    /// <summary>How much of the hours in [from, to) the pauses take, in milliseconds.</summary>
    public long PausedMs(long fromMs, long toMs) =>
        pauses.Sum(pause => Between(Math.Max(fromMs, pause.FromMs), Math.Min(toMs, pause.ToMs ?? toMs)));

    private long Between(long fromMs, long toMs) => hours?.Between(fromMs, toMs) ?? Math.Max(0, toMs - fromMs);
}
