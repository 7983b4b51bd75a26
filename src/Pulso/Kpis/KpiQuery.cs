using System.Globalization;
using Pulso.Calendars;
using Pulso.Measures;

namespace Pulso.Kpis;

/// <summary>How long the periods of a table are.</summary>
public enum Grain
{
    Interval,
    Hour,
    Day,
    Week,
    Month,
    Total,
}

/// <summary>One period of a table, as its bounds are written: instants exclude their end, dates include it.</summary>
/// <param name="Order">Sorts the periods.</param>
/// <param name="FirstDay">The business day in which it begins.</param>
/// <param name="LastDay">The business day in which it ends.</param>
public sealed record Period(long Order, string From, string To, DateOnly FirstDay, DateOnly LastDay);

/// <summary>What to show: a range, a grain, the keys to split by, the KPIs, and what the cells must be.</summary>
/// <param name="FromMs">The first instant.</param>
/// <param name="ToMs">The first instant after the range.</param>
/// <param name="By">Names of dimensions.</param>
/// <param name="Where">Allowed values by dimension; a dimension that is left out allows all.</param>
public sealed record KpiQuery(
    long FromMs,
    long ToMs,
    string FromText,
    string ToText,
    Grain Grain,
    IReadOnlyList<string> By,
    IReadOnlyList<Kpi> Kpis,
    IReadOnlyDictionary<string, IReadOnlySet<string>> Where)
{
    /// <summary>The dimensions that figures can be split and filtered by.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Dimensions, string>> Keys = new Dictionary<string, Func<Dimensions, string>>
    {
        ["channel"] = key => key.Channel,
        ["direction"] = key => key.Direction,
        ["queue"] = key => key.Queue,
        ["reason"] = key => key.Reason,
        ["priority"] = key => key.Priority,
    };

    public bool Includes(CellKey cell) =>
        cell.IntervalMs >= FromMs && cell.IntervalMs < ToMs && Where.All(filter => filter.Value.Contains(Keys[filter.Key](cell.Dimensions)));

    /// <summary>The period that holds an interval.</summary>
    public Period PeriodOf(DateOnly date, long intervalMs, BusinessCalendar calendar) => Grain switch
    {
        Grain.Interval => Instants(date, intervalMs, calendar.EndOfInterval(intervalMs)),
        Grain.Hour => Instants(date, HourStart(intervalMs, calendar), EndOfHour(intervalMs, calendar)),
        Grain.Day => Days(date, date),
        Grain.Week => Days(date.AddDays(-(((int)date.DayOfWeek + 6) % 7)), 6),
        Grain.Month => Days(new DateOnly(date.Year, date.Month, 1), new DateOnly(date.Year, date.Month, 1).AddMonths(1).AddDays(-1)),
        _ => new Period(0, FromText, ToText, calendar.At(FromMs).Date, calendar.At(ToMs - 1).Date),
    };

    private static Period Days(DateOnly from, int more) => Days(from, from.AddDays(more));

    private static Period Days(DateOnly from, DateOnly to) => new(from.DayNumber, $"{from:yyyy-MM-dd}", $"{to:yyyy-MM-dd}", from, to);

    private static Period Instants(DateOnly date, long startMs, long endMs) => new(startMs, Text(startMs), Text(endMs), date, date);

    private static long HourStart(long intervalMs, BusinessCalendar calendar)
    {
        long start = intervalMs;
        int hour = HourOf(start, calendar);
        for (long before = calendar.At(start - 1).IntervalMs; HourOf(before, calendar) == hour && SameOffset(before, start, calendar);
            before = calendar.At(start - 1).IntervalMs)
            start = before;
        return start;
    }

    private static long EndOfHour(long startMs, BusinessCalendar calendar)
    {
        long end = calendar.EndOfInterval(startMs);
        while (HourOf(end, calendar) == HourOf(startMs, calendar) && SameOffset(end, startMs, calendar))
            end = calendar.EndOfInterval(end);
        return end;
    }

    private static int HourOf(long instantMs, BusinessCalendar calendar) =>
        int.Parse(calendar.LocalTime(instantMs).Time.AsSpan(0, 2), CultureInfo.InvariantCulture);

    private static bool SameOffset(long a, long b, BusinessCalendar calendar) =>
        calendar.LocalTime(a).OffsetMinutes == calendar.LocalTime(b).OffsetMinutes;

    private static string Text(long instantMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instantMs).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
