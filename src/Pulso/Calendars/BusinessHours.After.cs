using NodaTime;

namespace Pulso.Calendars;

public sealed partial class BusinessHours
{
    // A target is at most a year of worked time; a team that works it off in no century never will.
    private const long HorizonMs = 100 * 366 * DayMs;

    /// <summary>The earliest instant up to which so much time is worked from another one on; null where it never is.</summary>
    public long? After(long fromMs, long durationMs)
    {
        if (durationMs <= 0)
            return fromMs;
        if (spans.Count == 0)
            return null;
        long leftMs = durationMs;
        foreach (var interval in zone.GetZoneIntervals(Instant.FromUnixTimeMilliseconds(fromMs), Instant.FromUnixTimeMilliseconds(fromMs + HorizonMs)))
        {
            long offsetMs = interval.WallOffset.Milliseconds;
            long start = offsetMs + (interval.HasStart ? Math.Max(fromMs, interval.Start.ToUnixTimeMilliseconds()) : fromMs);
            long end = offsetMs + (interval.HasEnd ? Math.Min(fromMs + HorizonMs, interval.End.ToUnixTimeMilliseconds()) : fromMs + HorizonMs);
            if (AfterOnTheWall(start, end, ref leftMs) is { } wallMs)
                return wallMs - offsetMs;
        }
        return null;
    }

    /// <summary>The same by a clock that never changes; what its span does not hold is left for the next one.</summary>
    private long? AfterOnTheWall(long fromMs, long toMs, ref long leftMs)
    {
        for (long day = FirstDay(fromMs); day * DayMs < toMs; day++)
        {
            foreach (var span in On(Epoch.PlusDays((int)day)))
            {
                long start = Math.Max(fromMs, (day * DayMs) + (span.FromMinute * MinuteMs));
                long end = Math.Min(toMs, (day * DayMs) + (span.ToMinute * MinuteMs));
                if (end <= start)
                    continue;
                if (end - start >= leftMs)
                    return start + leftMs;
                leftMs -= end - start;
            }
        }
        return null;
    }

    private static long FirstDay(long wallMs) => (wallMs / DayMs) - (wallMs < 0 ? 1 : 0);
}
