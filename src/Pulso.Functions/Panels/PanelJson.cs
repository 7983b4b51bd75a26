using Pulso.Alerts;
using Pulso.Functions.Bi;
using Pulso.Functions.Partitions;
using Pulso.Kpis;
using Pulso.Panels;
using Pulso.Settings;
using Pulso.Timelines.Annotations;

namespace Pulso.Functions.Panels;

/// <summary>What the panels' answers have in common.</summary>
internal static class PanelJson
{
    public static object Head(PanelScope scope, IReadOnlyList<SourceFreshness> sources, TenantSettings settings, long nowMs) => new
    {
        tenant = settings.Tenant,
        date = CsvFile.Text(scope.Date),
        today = CsvFile.Text(settings.Calendar.At(nowMs).Date),
        time_zone = settings.On(scope.Date).Calendar.Zone.Id,
        currency = settings.On(scope.Date).Currency,
        minimum_sample = settings.On(scope.Date).MinimumSample,
        heard = sources.Count == 0 ? null : CsvFile.Instant(sources.Max(source => source.HeardMs)),
        late_sources = sources.Where(source => source.IsLate).Select(source => new { name = source.Name, heard = CsvFile.Instant(source.HeardMs) }),
    };

    /// <summary>A figure with all that it was made of, under the names of <c>GET kpis</c>.</summary>
    public static Dictionary<string, object?> Of(KpiRow row, SettingsVersion version) => new()
    {
        ["kpi"] = row.Kpi.FullId,
        ["name"] = Of(row.Kpi.Name),
        ["from"] = row.Period.From,
        ["to"] = row.Period.To,
        ["value"] = row.Figure.Value,
        ["numerator"] = row.Figure.Numerator,
        ["denominator"] = row.Figure.Denominator,
        ["unit"] = row.Kpi.UnitText,
        ["n"] = row.Figure.N,
        ["small_sample"] = row.IsSmallSample,
        ["low"] = row.Figure.Low,
        ["high"] = row.Figure.High,
        ["status"] = row.Status,
        ["definitions"] = row.Definitions,
        ["higher_is_better"] = row.Kpi.HigherIsBetter,
        ["formula"] = Catalogue.Under(row.Kpi, version).Formula,
        ["definition"] = Of(row.Kpi.Definition),
        ["boundary"] = Of(Catalogue.BoundaryCases(row.Kpi)),
    };

    public static object? Of(Change? change) => change is null ? null : new
    {
        value = change.Value,
        now = change.Row.Figure.Value,
        before = change.Before.Figure.Value,
        from = change.Before.Period.From,
        to = change.Before.Period.To,
        small_sample = change.Row.IsSmallSample || change.Before.IsSmallSample,
    };

    public static object? Of(Goal? goal) => goal is null ? null : new
    {
        target = goal.Target,
        warn = goal.Warn,
        channel = goal.Channel,
        queue = goal.Queue,
        objective = goal.Objective,
        owner = goal.Owner,
        cadence = goal.Cadence,
        valid_from = goal.ValidFrom is { } from ? CsvFile.Text(from) : null,
        valid_to = goal.ValidTo is { } to ? CsvFile.Text(to) : null,
    };

    public static object Of(Annotation annotation) => new
    {
        at = CsvFile.Instant(annotation.AtMs),
        until = annotation.UntilMs is { } until ? CsvFile.Instant(until) : null,
        kind = annotation.Kind,
        text = annotation.Text,
        channel = annotation.Channel,
        queue = annotation.Queue,
    };

    public static object Of(Bilingual text) => new { en = text.En, es = text.Es };

    /// <summary>How something stands to its goal.</summary>
    public static string Standing(GoalLevel? level) => level?.ToString().ToLowerInvariant() ?? "unknown";
}
