using NodaTime;
using NodaTime.TimeZones;

namespace Pulso.Calendars;

/// <summary>A span of a day by the wall clock, in minutes from midnight; 1,440 is the next midnight.</summary>
public readonly record struct DaySpan(int FromMinute, int ToMinute);

/// <summary>The hours in which a team works: several spans per weekday, in a zone, but for holidays.</summary>
/// <remarks>
/// Where clocks go back, a span begins at the first of two equal wall-clock times and ends at the last; where they go forward, a bound
/// that is skipped is the first instant after the gap. An instant that two spans hold, as a repeated hour between them, counts once.
/// </remarks>
/// <param name="spans">By weekday, in order and apart; a day that is left out has none.</param>
public sealed class BusinessHours(DateTimeZone zone, IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<DaySpan>> spans, IReadOnlySet<DateOnly> holidays)
{
    private static readonly ZoneLocalMappingResolver First =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private static readonly ZoneLocalMappingResolver Last =
        Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>How much of [from, to) lies in these hours, in milliseconds.</summary>
    public long Between(long fromMs, long toMs)
    {
        if (toMs <= fromMs)
            return 0;
        long sum = 0;
        long countedMs = fromMs;
        // Where midnight is repeated, the days on both sides reach into each other.
        var last = DateOf(toMs).PlusDays(1);
        for (var date = DateOf(fromMs).PlusDays(-1); date <= last; date = date.PlusDays(1))
        {
            foreach (var (start, end) in On(date))
            {
                sum += Math.Max(0, Math.Min(end, toMs) - Math.Max(start, countedMs));
                countedMs = Math.Max(countedMs, end);
            }
        }
        return sum;
    }

    private LocalDate DateOf(long instantMs) => Instant.FromUnixTimeMilliseconds(instantMs).InZone(zone).Date;

    private IEnumerable<(long StartMs, long EndMs)> On(LocalDate date)
    {
        if (holidays.Contains(date.ToDateOnly()) || !spans.TryGetValue(date.DayOfWeek, out var ofDay))
            yield break;
        foreach (var span in ofDay)
            yield return (InstantOf(date, span.FromMinute, First), InstantOf(date, span.ToMinute, Last));
    }

    private long InstantOf(LocalDate date, int minute, ZoneLocalMappingResolver resolver) =>
        zone.ResolveLocal(date.AtMidnight().PlusMinutes(minute), resolver).ToInstant().ToUnixTimeMilliseconds();
}
