using Pulso.Calendars;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Annotations;

namespace Pulso.Kpis;

/// <summary>A KPI in the days after an annotation against as many days before it.</summary>
/// <param name="Row">The row, whose period is both together.</param>
public sealed record ShiftRow(Annotation Annotation, KpiRow Row);

/// <summary>Adds up the cells around annotations, in each one's own scope: its channel and queue, within the query's filters.</summary>
/// <remarks>The interval that holds the annotation is the first after it. A day is 24 hours here, whatever the clocks do.</remarks>
public sealed class ShiftTable(KpiQuery query, IReadOnlyList<Annotation> annotations, int days, TenantSettings settings)
{
    private readonly Around[] around = [.. annotations.Select(annotation => new Around(settings.Calendar.At(annotation.AtMs).IntervalMs))];

    /// <summary>The first instant whose cells matter.</summary>
    public long FromMs => around.Min(one => one.AtMs) - (days * UtcDay.LengthMs);

    /// <summary>The first instant whose cells matter no more.</summary>
    public long ToMs => around.Max(one => one.AtMs) + (days * UtcDay.LengthMs);

    public void Add(CellKey key, Tally tally)
    {
        if (key.Kind != FacetKind.Whole || !query.Matches(key))
            return;
        for (int i = 0; i < around.Length; i++)
        {
            if (annotations[i].IsAbout(key.Dimensions))
                around[i].Add(key.IntervalMs, tally, days * UtcDay.LengthMs);
        }
    }

    /// <summary>A row per annotation and KPI, by time.</summary>
    public IEnumerable<ShiftRow> Rows(long nowMs)
    {
        foreach (var (annotation, sums) in annotations.Zip(around))
        {
            foreach (var kpi in query.Kpis.Where(kpi => kpi.ShiftOf is not null))
            {
                var period = PeriodOf(sums.AtMs);
                var figure = Figure.Shift(Catalogue.Find(kpi.ShiftOf!)!, sums.Before, sums.After);
                var version = settings.On(period.LastDay);
                string status = KpiTable.Status(kpi, version, period.LastDay, settings, nowMs);
                bool small = KpiTable.IsSmall(kpi, figure, version);
                yield return new ShiftRow(annotation, new KpiRow(period, [], kpi, figure, small, status, KpiTable.Definitions(period, settings)));
            }
        }
    }

    private Period PeriodOf(long atMs)
    {
        long fromMs = atMs - (days * UtcDay.LengthMs);
        long toMs = atMs + (days * UtcDay.LengthMs);
        return new Period(
            atMs, KpiQuery.Text(fromMs), KpiQuery.Text(toMs), settings.Calendar.At(fromMs).Date, settings.Calendar.At(toMs - 1).Date, toMs);
    }

    private sealed record Around(long AtMs)
    {
        public Tally Before { get; } = new();

        public Tally After { get; } = new();

        public void Add(long intervalMs, Tally tally, long reachMs)
        {
            if (intervalMs >= AtMs - reachMs && intervalMs < AtMs)
                Before.Add(tally);
            else if (intervalMs >= AtMs && intervalMs < AtMs + reachMs)
                After.Add(tally);
        }
    }
}
