using Pulso.Calendars;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Annotations;

namespace Pulso.Panels;

/// <summary>Something that was tried: the week before it against the week after, in its own channel and queue.</summary>
/// <remarks>The interval that holds its instant is the first after it; a week is 7 × 24 hours here. It proves nothing: other things change as well.</remarks>
public sealed class Experiment
{
    /// <summary>The kind of annotation.</summary>
    public const string Kind = "experiment";

    private const long WeekMs = BusinessWeek.Days * UtcDay.LengthMs;

    private readonly KpiTable before;
    private readonly KpiTable? after;
    private readonly long nowMs;

    public Experiment(Annotation annotation, IReadOnlyList<Kpi> kpis, TenantSettings settings, long nowMs)
    {
        (Annotation, this.nowMs) = (annotation, nowMs);
        long atMs = settings.Calendar.At(annotation.AtMs).IntervalMs;
        long endedMs = settings.Calendar.At(Math.Min(nowMs, annotation.UntilMs ?? nowMs)).IntervalMs;
        long toMs = Math.Min(atMs + WeekMs, endedMs);
        var scope = new PanelScope(settings.Calendar.At(atMs).Date, KpiQuery.Only(("channel", annotation.Channel), ("queue", annotation.Queue)));
        before = new KpiTable(scope.Instants(atMs - WeekMs, atMs, kpis), settings);
        after = toMs > atMs ? new KpiTable(scope.Instants(atMs, toMs, kpis), settings) : null;
    }

    public Annotation Annotation { get; }

    public void Add(CellKey key, Tally tally)
    {
        before.Add(key, tally);
        after?.Add(key, tally);
    }

    /// <summary>Each KPI before and after, with the difference and, of shares, its 95 % interval; none while there is no after.</summary>
    public IEnumerable<(KpiRow Before, KpiRow After, Figure Difference)> Rows() => after is null ? [] : before.Rows(nowMs)
        .Zip(after.Rows(nowMs), (was, is_) => (was, is_, Figure.Difference(is_.Kpi, is_.Figure, was.Figure)));
}
