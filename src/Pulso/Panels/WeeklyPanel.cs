using Pulso.Calendars;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Annotations;

namespace Pulso.Panels;

/// <summary>A week for the committee: against the four before it over the same weekdays, what stands out in it, and what was tried.</summary>
/// <remarks>Of a week that is running the days that are over; on a Monday, the last week. Every cell of the range is given once, in any order.</remarks>
public sealed class WeeklyPanel
{
    /// <summary>How many weeks it is held against.</summary>
    public const int WeeksBefore = 4;

    private const int OutliersShown = 20;

    private static readonly HashSet<string> More = ["volume", "recontact_rate", "escalation_rate", "reopen_rate"];

    private readonly TenantSettings settings;
    private readonly long nowMs;
    private readonly KpiTable[] totals;
    private readonly KpiTable[] queues;
    private readonly KpiTable days;
    private readonly IReadOnlyList<Experiment> experiments;

    /// <param name="noted">What was noted from <see cref="FirstDayOf"/> on.</param>
    public WeeklyPanel(PanelScope scope, IEnumerable<Annotation> noted, TenantSettings settings, long nowMs)
    {
        (this.settings, this.nowMs) = (settings, nowMs);
        From = MondayOf(scope.Date, settings, nowMs);
        var today = settings.Calendar.At(nowMs).Date;
        To = today <= From.AddDays(BusinessWeek.Days - 1) ? today.AddDays(-1) : From.AddDays(BusinessWeek.Days - 1);
        totals = [.. Weeks(week => new KpiTable(scope.Days(FirstOf(week), LastOf(week), Grain.Total, Kpis, settings), settings))];
        queues = [.. Weeks(week => new KpiTable(scope.Days(FirstOf(week), LastOf(week), Grain.Total, Kpis, settings, "channel", "queue"), settings))];
        days = new KpiTable(scope.Days(FirstOf(WeeksBefore), To, Grain.Day, Kpis, settings), settings);
        experiments = [.. noted.Where(annotation => annotation.Kind == Experiment.Kind && annotation.AtMs >= settings.Calendar.StartOfDay(FirstOf(WeeksBefore)))
            .Select(annotation => new Experiment(annotation, HealthPanel.Cards, settings, nowMs))];
    }

    /// <summary>The KPIs that are compared.</summary>
    public static IReadOnlyList<Kpi> Kpis { get; } = [.. Catalogue.All.Where(kpi => More.Contains(kpi.FullId)), .. HealthPanel.Cards];

    /// <summary>Its Monday.</summary>
    public DateOnly From { get; }

    /// <summary>Its Sunday, or the last day that is over.</summary>
    public DateOnly To { get; }

    public IReadOnlyList<Experiment> Experiments => experiments;

    /// <summary>The first business day whose cells matter: what is tried in the first week is held against the week before.</summary>
    public static DateOnly FirstDayOf(PanelScope scope, TenantSettings settings, long nowMs) =>
        MondayOf(scope.Date, settings, nowMs).AddDays(-BusinessWeek.Days * (WeeksBefore + 1));

    public void Add(CellKey key, Tally tally)
    {
        if (key.Kind != FacetKind.Whole)
            return;
        int week = key.Date > To ? -1 : (From.DayNumber - key.Date.DayNumber + BusinessWeek.Days - 1) / BusinessWeek.Days;
        if (week is >= 0 and <= WeeksBefore)
        {
            totals[week].Add(key, tally);
            queues[week].Add(key, tally);
            days.Add(key, tally);
        }
        foreach (var experiment in experiments)
            experiment.Add(key, tally);
    }

    /// <summary>A KPI's rows: the week's, then those before it, the latest first.</summary>
    public IReadOnlyList<IReadOnlyList<KpiRow>> Rows => field ??= [.. Kpis.Select((_, i) => (IReadOnlyList<KpiRow>)[.. Totals.Select(week => week[i])])];

    /// <summary>What stands out: in total, in a queue (but for how many came there), on a day; the furthest out first.</summary>
    public IReadOnlyList<Outlier> Outliers() =>
    [
        .. Rows.Select(weeks => Outlier.Of(weeks[0], weeks.Skip(1)))
            .Concat(OfQueues()).Concat(OfDays()).OfType<Outlier>()
            .OrderByDescending(outlier => outlier.Distance).ThenBy(outlier => outlier.Row.Kpi.FullId, StringComparer.Ordinal).Take(OutliersShown),
    ];

    private IReadOnlyList<IReadOnlyList<KpiRow>> Totals => field ??= [.. totals.Select(week => (IReadOnlyList<KpiRow>)[.. week.Rows(nowMs)])];

    private IEnumerable<Outlier?> OfQueues()
    {
        var before = queues.Skip(1).SelectMany(week => week.Rows(nowMs)).ToLookup(row => (row.Kpi.FullId, row.Keys[0], row.Keys[1]));
        return queues[0].Rows(nowMs).Where(row => row.Kpi.Denominator is not null).Select(row => Outlier.Of(row, before[(row.Kpi.FullId, row.Keys[0], row.Keys[1])]));
    }

    private IEnumerable<Outlier?> OfDays()
    {
        var rows = days.Rows(nowMs).ToLookup(row => (row.Kpi.FullId, row.Period.FirstDay));
        return rows.Where(day => day.Key.FirstDay >= From).Select(day => Outlier.Of(
            day.First(), Enumerable.Range(1, WeeksBefore).SelectMany(week => rows[(day.Key.FullId, day.Key.FirstDay.AddDays(-BusinessWeek.Days * week))])));
    }

    private static IEnumerable<KpiTable> Weeks(Func<int, KpiTable> table) => Enumerable.Range(0, WeeksBefore + 1).Select(table);

    private DateOnly FirstOf(int week) => From.AddDays(-BusinessWeek.Days * week);

    private DateOnly LastOf(int week) => To.AddDays(-BusinessWeek.Days * week);

    private static DateOnly MondayOf(DateOnly date, TenantSettings settings, long nowMs)
    {
        var monday = BusinessWeek.MondayOf(date);
        return settings.Calendar.At(nowMs).Date <= monday ? monday.AddDays(-BusinessWeek.Days) : monday;
    }
}
