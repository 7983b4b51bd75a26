using NodaTime;

namespace Pulso.Calendars;

/// <summary>A span of a day by the wall clock, in minutes from midnight: its start included, its end excluded; 1,440 is the next midnight.</summary>
public readonly record struct DaySpan(int FromMinute, int ToMinute);

/// <summary>The hours in which a team works: several spans per weekday, in a zone, but for holidays.</summary>
/// <remarks>An instant is worked if the wall clock then shows a time of a span: of a repeated hour both passes count, a skipped one does not.</remarks>
/// <param name="spans">By weekday, in order and apart; a day that is left out has none.</param>
public sealed partial class BusinessHours(DateTimeZone zone, IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<DaySpan>> spans, IReadOnlySet<DateOnly> holidays)
{
    private const long MinuteMs = 60_000;
    private const long DayMs = 1_440 * MinuteMs;

    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>How much of [from, to) lies in these hours, in milliseconds.</summary>
    public long Between(long fromMs, long toMs) => toMs <= fromMs ? 0 : zone
        .GetZoneIntervals(Instant.FromUnixTimeMilliseconds(fromMs), Instant.FromUnixTimeMilliseconds(toMs))
        .Sum(interval =>
        {
            long start = interval.HasStart ? Math.Max(fromMs, interval.Start.ToUnixTimeMilliseconds()) : fromMs;
            long end = interval.HasEnd ? Math.Min(toMs, interval.End.ToUnixTimeMilliseconds()) : toMs;
            return OnTheWall(start + interval.WallOffset.Milliseconds, end + interval.WallOffset.Milliseconds);
        });

    /// <summary>The same between two times of a clock that never changes, in milliseconds of that clock since 1970-01-01.</summary>
    private long OnTheWall(long fromMs, long toMs)
    {
        long sum = 0;
        for (long day = FirstDay(fromMs); day * DayMs < toMs; day++)
        {
            foreach (var span in On(Epoch.PlusDays((int)day)))
            {
                long start = (day * DayMs) + (span.FromMinute * MinuteMs);
                long end = (day * DayMs) + (span.ToMinute * MinuteMs);
                sum += Math.Max(0, Math.Min(end, toMs) - Math.Max(start, fromMs));
            }
        }
        return sum;
    }

    private IReadOnlyList<DaySpan> On(LocalDate date) =>
        !holidays.Contains(date.ToDateOnly()) && spans.TryGetValue(date.DayOfWeek, out var ofDay) ? ofDay : [];
}
