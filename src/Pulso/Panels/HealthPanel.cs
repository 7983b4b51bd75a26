using Pulso.Calendars;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Panels;

/// <summary>The state of a business day: seven cards, the day's curve, four weeks by weekday and time, and the next level to look into.</summary>
/// <remarks>Every cell of the range is given once, in any order.</remarks>
public sealed class HealthPanel
{
    private const int SparkDays = 28;

    private readonly PanelScope scope;
    private readonly Kpi shown;
    private readonly TenantSettings settings;
    private readonly long nowMs;
    private readonly KpiQuery filter;
    private Cells sums = new();
    private readonly KpiTable days;
    private readonly KpiTable? soFar;
    private readonly KpiTable? before;
    private readonly KpiTable curve;
    private readonly KpiTable curveBefore;
    private readonly KpiTable? level;
    private readonly HeatTable heat;

    /// <param name="shown">The KPI of curve and heat map.</param>
    /// <param name="byHour">True for a heat map by the hour, false for one by interval.</param>
    public HealthPanel(PanelScope scope, Kpi shown, bool byHour, TenantSettings settings, long nowMs)
    {
        (this.scope, this.shown, this.settings, this.nowMs) = (scope, shown, settings, nowMs);
        filter = scope.Days(FirstDay, scope.Date, Grain.Total, Cards, settings);
        var weekBefore = scope.Date.AddDays(-BusinessWeek.Days);
        // What the filters leave is summed up first, whatever its queue: only its direction matters from then on.
        var taken = scope with { Where = scope.Where.Where(one => one.Key == "direction").ToDictionary() };
        days = new KpiTable(taken.Days(FirstDay, scope.Date, Grain.Day, Cards, settings), settings);
        curve = new KpiTable(taken.Days(scope.Date, scope.Date, Grain.Interval, [shown], settings), settings);
        curveBefore = new KpiTable(taken.Days(weekBefore, weekBefore, Grain.Interval, [shown], settings), settings);
        heat = new HeatTable(taken.Days(FirstDay, scope.Date, Grain.Total, [shown], settings), shown, byHour, settings);
        if (scope.NextKey is { } next)
            level = new KpiTable(scope.Days(scope.Date, scope.Date, Grain.Total, [Catalogue.Find("volume")!, .. Cards], settings, next), settings);
        if (EndedMs > settings.Calendar.StartOfDay(scope.Date))
        {
            soFar = new KpiTable(taken.Instants(settings.Calendar.StartOfDay(scope.Date), EndedMs, Cards), settings);
            before = new KpiTable(taken.Instants(settings.Calendar.StartOfDay(weekBefore), SameTime(weekBefore), Cards), settings);
        }
    }

    /// <summary>The KPIs of the cards.</summary>
    public static IReadOnlyList<Kpi> Cards { get; } =
        [.. new[] { "asa", "service_level", "abandonment_rate", "aht", "fcr", "csat", "cost_per_contact" }.Select(id => Catalogue.Find(id)!)];

    private static readonly Counter[] Summed =
        [.. Cards.Concat(Catalogue.ServiceLevelVariants.Select(variant => Catalogue.Find($"service_level.{variant}")).OfType<Kpi>()).SelectMany(kpi => kpi.Counters).Distinct()];

    /// <summary>The first business day whose cells matter; the last is the panel's own.</summary>
    public DateOnly FirstDay => scope.Date.AddDays(1 - SparkDays);

    /// <summary>The end of the last interval that is over: what is still running is compared with nothing.</summary>
    public long EndedMs => Math.Clamp(settings.Calendar.At(nowMs).IntervalMs, settings.Calendar.StartOfDay(scope.Date), settings.Calendar.EndOfDay(scope.Date));

    public void Add(CellKey key, Tally tally)
    {
        if (key.Kind != FacetKind.Whole || !filter.MatchesInAnyDirection(key))
            return;
        if (key.Date == scope.Date)
            level?.Add(key, tally);
        var sum = sums.At(key with { Dimensions = new Dimensions("", key.Dimensions.Direction, "", "", "") });
        foreach (var counter in Summed)
            sum.Add(counter, tally[counter]);
    }

    /// <summary>The seven cards.</summary>
    public IReadOnlyList<HealthCard> CardRows()
    {
        Fill();
        var byKpi = days.Rows(nowMs).ToLookup(row => row.Kpi.FullId);
        var now = soFar?.Rows(nowMs).ToDictionary(row => row.Kpi.FullId);
        var then = before?.Rows(nowMs).ToDictionary(row => row.Kpi.FullId);
        return [.. Cards.Select(kpi => new HealthCard(
            byKpi[kpi.FullId].Last(), scope.GoalFor(Version, kpi), now is null ? null : new Change(now[kpi.FullId], then![kpi.FullId]), [.. byKpi[kpi.FullId]]))];
    }

    /// <summary>The shown KPI by interval of the day.</summary>
    public IReadOnlyList<KpiRow> Curve => field ??= [.. Filled(curve).Rows(nowMs)];

    /// <summary>The same a week before.</summary>
    public IReadOnlyList<KpiRow> CurveBefore => field ??= [.. Filled(curveBefore).Rows(nowMs)];

    /// <summary>The shown KPI by weekday and time, over the last weeks.</summary>
    public IEnumerable<HeatField> Heat()
    {
        Fill();
        return heat.Fields(Version);
    }

    /// <summary>The volume and the cards' KPIs by each value of the next key, largest first.</summary>
    public IEnumerable<IReadOnlyList<KpiRow>> Level() => level is null ? [] : level.Rows(nowMs)
        .GroupBy(row => row.Keys[0]).Select(rows => (IReadOnlyList<KpiRow>)[.. rows])
        .Where(rows => rows.Any(row => row.Figure.Value is not (null or 0)))
        .OrderByDescending(rows => rows[0].Figure.Value ?? 0).ThenBy(rows => rows[0].Keys[0], StringComparer.Ordinal);

    /// <summary>The goal of the shown KPI.</summary>
    public Goal? Goal => scope.GoalFor(Version, shown);

    public SettingsVersion Version => settings.On(scope.Date);

    private KpiTable Filled(KpiTable table)
    {
        Fill();
        return table;
    }

    /// <summary>Hands on what was summed up, once.</summary>
    private void Fill()
    {
        foreach (var (key, tally) in sums.Trim().All)
        {
            days.Add(key, tally);
            heat.Add(key, tally);
            if (key.Date == scope.Date)
            {
                soFar?.Add(key, tally);
                curve.Add(key, tally);
            }
            else if (key.Date == scope.Date.AddDays(-BusinessWeek.Days))
            {
                before?.Add(key, tally);
                curveBefore.Add(key, tally);
            }
        }
        sums = new Cells();
    }

    /// <summary>The instant of another day at which its clocks show the same time as at <see cref="EndedMs"/>.</summary>
    private long SameTime(DateOnly date)
    {
        if (EndedMs == settings.Calendar.EndOfDay(scope.Date))
            return settings.Calendar.EndOfDay(date);
        string time = settings.Calendar.LocalTime(EndedMs).Time;
        long at = settings.Calendar.StartOfDay(date);
        while (at < settings.Calendar.EndOfDay(date) && string.CompareOrdinal(settings.Calendar.LocalTime(at).Time, time) < 0)
            at = settings.Calendar.EndOfInterval(at);
        return at;
    }
}
