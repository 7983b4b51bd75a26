using Pulso.Functions.Bi;
using Pulso.Kpis;
using Pulso.Panels;
using Pulso.Settings;

namespace Pulso.Functions.Panels;

/// <summary>The Weekly panel as it is answered.</summary>
internal static class WeeklyJson
{
    public static object Of(PanelScope scope, WeeklyPanel panel, IReadOnlyList<SourceFreshness> sources, TenantSettings settings, long nowMs) => new
    {
        head = PanelJson.Head(scope, sources, settings, nowMs),
        from = CsvFile.Text(panel.From),
        to = CsvFile.Text(panel.To),
        weeks = panel.Rows[0].Select(week => new { from = week.Period.From, to = week.Period.To }),
        figures = panel.Rows.Select(weeks =>
        {
            var json = PanelJson.Of(weeks[0], settings.On(panel.To));
            var goal = scope.GoalFor(settings.On(panel.To), weeks[0].Kpi, Grain.Week);
            json["goal"] = PanelJson.Of(goal);
            json["gap"] = goal is null ? null : weeks[0].Figure.Value - goal.Target;
            json["standing"] = PanelJson.Standing(HealthCard.LevelOf(weeks[0], goal));
            json["before"] = weeks.Skip(1).Select(week => new { value = week.Figure.Value, n = week.Figure.N, small_sample = week.IsSmallSample });
            return json;
        }),
        outliers = panel.Outliers().Select(outlier =>
        {
            var json = PanelJson.Of(outlier.Row, settings.On(panel.To));
            json["channel"] = outlier.Row.Keys.ElementAtOrDefault(0);
            json["queue"] = outlier.Row.Keys.ElementAtOrDefault(1);
            json["mean"] = outlier.Mean;
            json["expected_low"] = outlier.Low;
            json["expected_high"] = outlier.High;
            return json;
        }),
        experiments = panel.Experiments.Select(Of),
    };

    private static object Of(Experiment experiment) => new
    {
        note = PanelJson.Of(experiment.Annotation),
        rows = experiment.Rows().Select(row => new
        {
            kpi = row.After.Kpi.FullId,
            name = PanelJson.Of(row.After.Kpi.Name),
            unit = row.After.Kpi.UnitText,
            higher_is_better = row.After.Kpi.HigherIsBetter,
            before = row.Before.Figure.Value,
            after = row.After.Figure.Value,
            n_before = row.Before.Figure.N,
            n_after = row.After.Figure.N,
            small_sample = row.Before.IsSmallSample || row.After.IsSmallSample,
            difference = row.Difference.Value,
            low = row.Difference.Low,
            high = row.Difference.High,
        }),
    };
}
