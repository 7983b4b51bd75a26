using Pulso.Functions.Bi;
using Pulso.Kpis;
using Pulso.Panels;
using Pulso.Settings;
using Pulso.Timelines.Annotations;

namespace Pulso.Functions.Panels;

/// <summary>The Health panel as it is answered. Nothing in it moves with the clock alone but the day: what has not changed keeps its tag.</summary>
internal static class HealthJson
{
    public static object Of(
        PanelRequest asked, HealthPanel panel, IEnumerable<Annotation> annotations, IReadOnlyList<SourceFreshness> sources, TenantSettings settings, long nowMs) => new
        {
            head = PanelJson.Head(asked.Scope, sources, settings, nowMs),
            cards = panel.CardRows().Select(card => Card(card, panel.Version)),
            curve = Curve(asked, panel),
            heat = new
            {
                kpi = asked.Shown.FullId,
                from = CsvFile.Text(panel.FirstDay),
                to = CsvFile.Text(asked.Scope.Date),
                slot = asked.ByHour ? "hour" : "interval",
                fields = panel.Heat().Where(field => field.Figure.Value is not null).Select(field => new
                {
                    weekday = ((int)field.Weekday + 6) % 7,
                    time = field.Time,
                    value = Rounded(field.Figure.Value),
                    n = field.Figure.N,
                    small_sample = field.IsSmallSample,
                }),
            },
            level = new
            {
                by = asked.Scope.NextKey,
                rows = panel.Level().Select(rows => new
                {
                    key = rows[0].Keys[0],
                    volume = rows[0].Figure.Value,
                    cells = rows.Skip(1).Select(row => Cell(row, asked.Scope.GoalFor(panel.Version, row.Kpi, rows[0].Keys[0]))),
                }),
            },
            annotations = annotations.Select(PanelJson.Of),
        };

    private static Dictionary<string, object?> Card(HealthCard card, SettingsVersion version)
    {
        var json = PanelJson.Of(card.Row, version);
        json["goal"] = PanelJson.Of(card.Goal);
        json["gap"] = card.Gap;
        json["standing"] = PanelJson.Standing(card.Level);
        json["change"] = PanelJson.Of(card.Change);
        json["days"] = new
        {
            from = card.Days[0].Period.From,
            values = card.Days.Select(day => Rounded(day.Figure.Value)),
            n = card.Days.Select(day => day.Figure.N),
            final = card.Days.Count(day => day.Status == "final"), // the first ones
        };
        return json;
    }

    private static object Curve(PanelRequest asked, HealthPanel panel) => new
    {
        kpi = asked.Shown.FullId,
        unit = asked.Shown.UnitText,
        goal = PanelJson.Of(panel.Goal),
        ended = CsvFile.Instant(panel.EndedMs),
        from = panel.Curve.Select(row => row.Period.From),
        values = panel.Curve.Select(row => Rounded(row.Figure.Value)),
        n = panel.Curve.Select(row => row.Figure.N),
        before = panel.CurveBefore.Select(row => Rounded(row.Figure.Value)),
    };

    private static object Cell(KpiRow row, Goal? goal) => new
    {
        value = row.Figure.Value,
        n = row.Figure.N,
        small_sample = row.IsSmallSample,
        status = row.Status,
        standing = PanelJson.Standing(HealthCard.LevelOf(row, goal)),
    };

    // Points of a chart: the cards have the whole digits.
    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 4) : null;
}
