using System.Globalization;
using Pulso.Calendars;
using Pulso.Measures;

namespace Pulso.Kpis;

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
    /// <summary>How figures are looked into, level by level.</summary>
    public static readonly IReadOnlyList<string> Levels = ["channel", "queue", "reason", "priority"];

    /// <summary>The key of experiments.</summary>
    public const string Variant = "variant";

    private const string Direction = "direction";

    /// <summary>Filters by the keys that are given; one of null allows all.</summary>
    internal static Dictionary<string, IReadOnlySet<string>> Only(params IEnumerable<(string Key, string? Value)> filters) => filters
        .Where(filter => filter.Value is not null)
        .ToDictionary(filter => filter.Key, filter => (IReadOnlySet<string>)new HashSet<string> { filter.Value! });

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
    public bool Matches(CellKey cell) => MatchesInAnyDirection(cell) && MatchesDirection(cell);

    /// <summary>True if the filter by direction takes the cell.</summary>
    public bool MatchesDirection(CellKey cell) => Where.GetValueOrDefault(Direction)?.Contains(cell.Dimensions.Direction) ?? true;

    /// <summary>True if the filters other than that by direction take the cell.</summary>
    public bool MatchesInAnyDirection(CellKey cell)
    {
        foreach (var (name, values) in Where)
        {
            if (name != Direction && !values.Contains(Keys[name](cell)))
                return false;
        }
        return true;
    }

    /// <summary>The values by which a cell's figures are split.</summary>
    public string[] KeysOf(CellKey cell)
    {
        string[] keys = new string[By.Count];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = Keys[By[i]](cell);
        return keys;
    }

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
        var monday = BusinessWeek.MondayOf(date);
        return Days(monday, monday.AddDays(BusinessWeek.Days - 1), calendar);
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
        for (long before = calendar.At(start - 1).IntervalMs; SameHour(before, start, calendar); before = calendar.At(start - 1).IntervalMs)
            start = before;
        return start;
    }

    private static long EndOfHour(long startMs, BusinessCalendar calendar)
    {
        long end = calendar.EndOfInterval(startMs);
        while (SameHour(end, startMs, calendar))
            end = calendar.EndOfInterval(end);
        return end;
    }

    // Both passes of a repeated hour show the same hour: the offset tells them apart.
    private static bool SameHour(long a, long b, BusinessCalendar calendar) =>
        calendar.HourAt(a) == calendar.HourAt(b) && calendar.LocalTime(a).OffsetMinutes == calendar.LocalTime(b).OffsetMinutes;

    internal static string Text(long instantMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instantMs).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
