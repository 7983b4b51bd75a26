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
/// <param name="EndMs">The first instant after it.</param>
public sealed record Period(long Order, string From, string To, DateOnly FirstDay, DateOnly LastDay, long EndMs);

/// <summary>What to show: a range, a grain, the keys to split by, the KPIs, and what the cells must be.</summary>
/// <param name="FromMs">The first instant.</param>
/// <param name="ToMs">The first instant after the range.</param>
/// <param name="By">Names of keys.</param>
/// <param name="Where">Allowed values by key; a key that is left out allows all.</param>
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
    /// <summary>The key of experiments.</summary>
    public const string Variant = "variant";

    private const string Direction = "direction";

    /// <summary>The keys that figures can be split and filtered by.</summary>
    public static readonly IReadOnlyDictionary<string, Func<CellKey, string>> Keys = new Dictionary<string, Func<CellKey, string>>
    {
        ["channel"] = cell => cell.Dimensions.Channel,
        [Direction] = cell => cell.Dimensions.Direction,
        ["queue"] = cell => cell.Dimensions.Queue,
        ["reason"] = cell => cell.Dimensions.Reason,
        ["priority"] = cell => cell.Dimensions.Priority,
        ["menu"] = cell => cell.Facet!.First,
        ["option"] = cell => cell.Facet!.Second,
        ["form"] = cell => cell.Facet!.Scored.Form,
        ["formVersion"] = cell => cell.Facet!.Scored.Version,
        ["criterion"] = cell => cell.Facet!.Scored.Criterion,
        ["agent"] = cell => cell.Facet!.First,
        [Variant] = cell => cell.Facet!.First,
    };

    // A key that is not here is of every cell.
    private static readonly Dictionary<string, FacetKind[]> KindsWith = new()
    {
        ["menu"] = [FacetKind.Menu],
        ["option"] = [FacetKind.Menu],
        ["form"] = [FacetKind.Form, FacetKind.Criterion, FacetKind.AgentCriterion],
        ["formVersion"] = [FacetKind.Form, FacetKind.Criterion, FacetKind.AgentCriterion],
        ["criterion"] = [FacetKind.Criterion, FacetKind.AgentCriterion],
        ["agent"] = [FacetKind.Agent, FacetKind.AgentCriterion],
        [Variant] = [FacetKind.Variant],
    };

    /// <summary>The kind of cells that have all the keys; null where none has.</summary>
    public static FacetKind? KindWith(IEnumerable<string> keys)
    {
        var kinds = keys.Select(key => KindsWith.GetValueOrDefault(key)).OfType<FacetKind[]>().ToList();
        return kinds.Count == 0 ? FacetKind.Whole
            : Enum.GetValues<FacetKind>().Select(kind => (FacetKind?)kind).FirstOrDefault(kind => kinds.TrueForAll(some => some.Contains(kind!.Value)));
    }

    /// <summary>The kind of cells that is asked for; <see cref="FacetKind.Whole"/> where each KPI's own are.</summary>
    public FacetKind Kind { get; } = KindWith(By.Concat(Where.Keys)) ?? throw new ArgumentException("no cell has all these keys", nameof(By));

    /// <summary>True if a KPI can be told by the keys that are asked for. A filter by direction touches no KPI of all directions.</summary>
    public bool Knows(Kpi kpi) => kpi.KnownBy is not { } known
        || (By.All(known.Contains) && Where.Keys.All(key => known.Contains(key) || (key == Direction && kpi.AllDirections)));

    /// <summary>True if it splits by what only contacts have.</summary>
    public bool SplitsContacts { get; } = By.Any(name => !KindsWith.ContainsKey(name));

    /// <summary>True if the cell lies in the range.</summary>
    public bool Includes(CellKey cell) => cell.IntervalMs >= FromMs && cell.IntervalMs < ToMs;

    /// <summary>True if the filters take the cell.</summary>
    public bool Matches(CellKey cell) => MatchesInAnyDirection(cell) && (Where.GetValueOrDefault(Direction)?.Contains(cell.Dimensions.Direction) ?? true);

    /// <summary>True if the filters other than that by direction take the cell.</summary>
    public bool MatchesInAnyDirection(CellKey cell) => Where.All(filter => filter.Key == Direction || filter.Value.Contains(Keys[filter.Key](cell)));

    /// <summary>The values by which a cell's figures are split.</summary>
    public string[] KeysOf(CellKey cell) => [.. By.Select(name => Keys[name](cell))];

    /// <summary>The period that holds an interval.</summary>
    public Period PeriodOf(DateOnly date, long intervalMs, BusinessCalendar calendar) => Grain switch
    {
        Grain.Interval => Instants(date, intervalMs, calendar.EndOfInterval(intervalMs)),
        Grain.Hour => Instants(date, HourStart(intervalMs, calendar), EndOfHour(intervalMs, calendar)),
        Grain.Day => Days(date, date, calendar),
        Grain.Week => WeekOf(date, calendar),
        Grain.Month => MonthOf(date, calendar),
        _ => new Period(0, FromText, ToText, calendar.At(FromMs).Date, calendar.At(ToMs - 1).Date, ToMs),
    };

    private static Period WeekOf(DateOnly date, BusinessCalendar calendar)
    {
        var monday = date.AddDays(-(((int)date.DayOfWeek + 6) % 7));
        return Days(monday, monday.AddDays(6), calendar);
    }

    private static Period MonthOf(DateOnly date, BusinessCalendar calendar)
    {
        var first = new DateOnly(date.Year, date.Month, 1);
        return Days(first, first.AddMonths(1).AddDays(-1), calendar);
    }

    private static Period Days(DateOnly from, DateOnly to, BusinessCalendar calendar) =>
        new(from.DayNumber, $"{from:yyyy-MM-dd}", $"{to:yyyy-MM-dd}", from, to, calendar.EndOfDay(to));

    private static Period Instants(DateOnly date, long startMs, long endMs) => new(startMs, Text(startMs), Text(endMs), date, date, endMs);

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

    internal static string Text(long instantMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instantMs).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
