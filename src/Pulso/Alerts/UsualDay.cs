using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Alerts;

/// <summary>What is usual on a business day for the rules in force on it: the same weekday of the eight weeks before, interval by interval.</summary>
public sealed class UsualDay
{
    private readonly List<(DateOnly Date, IReadOnlyList<KpiTable> Tables)> weeks = [];
    private readonly HashSet<DateOnly> daysKnown = [];
    private readonly IReadOnlyList<FigureRule> rules;
    private readonly TenantSettings settings;
    private Dictionary<(string Rule, string Group, string Local), List<double>>? values;

    public UsualDay(TenantSettings settings, DateOnly date)
    {
        this.settings = settings;
        rules = settings.On(date).Alerting.Figures;
        for (int week = 1; week <= Usual.Weeks; week++)
        {
            var day = date.AddDays(-7 * week);
            var (fromMs, toMs) = (settings.Calendar.StartOfDay(day), settings.Calendar.EndOfDay(day));
            weeks.Add((day, [.. rules.Select(rule => new KpiTable(WatchQuery.Of(rule.Kpi, fromMs, toMs, rule.By, rule.Channel, rule.Queue, Grain.Interval), settings))]));
        }
    }

    /// <summary>The days whose cells it is to be given.</summary>
    public IEnumerable<DateOnly> Dates => weeks.Select(week => week.Date);

    /// <summary>True for what is counted: where nothing is, it is 0.</summary>
    internal static bool IsCount(Kpi kpi) => kpi.Denominator is null && kpi.Quantile is null;

    public void Add(CellKey key, Tally tally)
    {
        foreach (var (date, tables) in weeks.Where(week => week.Date == key.Date))
        {
            if (key.Kind == FacetKind.Whole)
                daysKnown.Add(date);
            foreach (var table in tables)
                table.Add(key, tally);
        }
    }

    /// <summary>What is usual for a group in the interval at a time of the day; of a day's repeated hour the first pass counts.</summary>
    /// <param name="figure">The one that is held against it: by its sample, chance spreads.</param>
    /// <returns>Null where too few weeks are known.</returns>
    public Usual? Of(FigureRule rule, string group, string local, Figure? figure)
    {
        values ??= Collect();
        List<double> known = values.GetValueOrDefault((rule.Name, group, local), []);
        if (IsCount(rule.Kpi))
            known = [.. known, .. Enumerable.Repeat(0.0, daysKnown.Count - known.Count)];
        return Usual.Of(known, median => LeastSpread(rule.Kpi, median, figure));
    }

    /// <summary>
    /// Counts spread by their root (Poisson), shares by √(p(1 − p)/n) (binomial, with one more success and failure so that 0 and 1 spread too); of all else a
    /// twentieth of the median.
    /// </summary>
    private static double LeastSpread(Kpi kpi, double median, Figure? figure)
    {
        if (IsCount(kpi))
            return Math.Sqrt(Math.Max(median, 1));
        if (kpi.Unit != Unit.Share || figure is not { N: > 0 })
            return Math.Abs(median) / 20;
        double share = ((median * figure.N) + 1) / (figure.N + 2);
        return Math.Sqrt(share * (1 - share) / figure.N);
    }

    private Dictionary<(string, string, string), List<double>> Collect()
    {
        var collected = new Dictionary<(string, string, string), List<double>>();
        foreach (var (_, tables) in weeks)
        {
            var seen = new HashSet<(string, string, string)>();
            foreach (var (rule, row) in rules.Zip(tables).SelectMany(pair => pair.Second.Rows(long.MaxValue).Select(row => (pair.First, row))))
            {
                var at = (rule.Name, string.Join('\0', row.Keys), settings.Calendar.LocalTime(row.Period.Order).Time);
                if (row.Figure.Value is not { } value || (!IsCount(rule.Kpi) && row.Figure.N < rule.Minimum) || !seen.Add(at))
                    continue;
                if (!collected.TryGetValue(at, out var list))
                    collected.Add(at, list = []);
                list.Add(value);
            }
        }
        return collected;
    }
}
