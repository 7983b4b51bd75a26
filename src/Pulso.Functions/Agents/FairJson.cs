using Pulso.Functions.Bi;
using Pulso.Kpis;
using Pulso.Kpis.Fair;
using Pulso.Settings;
using Pulso.Timelines.Annotations;

namespace Pulso.Functions.Agents;

/// <summary>The comparison as <c>GET agents</c> answers it.</summary>
internal static class FairJson
{
    public static object Of(KpiQuery query, FairView view) => new
    {
        from = query.FromText,
        to = query.ToText,
        minimum_sample = view.Version.MinimumSample,
        left_out = view.Incidents.Select(Of),
        agents = view.Agents.Select(agent => new
        {
            agent = agent.Agent,
            peer_group = agent.PeerGroup,
            figures = Of(agent),
            hints = agent.Hints.Select(hint => new { kpi = hint.Kpi, points_to = hint.Points, reasons = hint.Reasons, criteria = hint.Criteria }),
        }),
        coachings = view.Coachings.Select(coaching => Of(coaching, view.Version)),
    };

    private static object Of(Annotation incident) => new
    {
        text = incident.Text,
        at = CsvFile.Instant(incident.AtMs),
        until = incident.UntilMs is { } until ? CsvFile.Instant(until) : null,
        channel = incident.Channel,
        queue = incident.Queue,
    };

    private static object Of(Coaching coaching, SettingsVersion version)
    {
        var (before, after) = coaching.Figures(version);
        return new
        {
            agent = coaching.Annotation.Agent,
            text = coaching.Annotation.Text,
            example = coaching.Annotation.Example,
            goal = coaching.Annotation.Goal,
            at = CsvFile.Instant(coaching.Annotation.AtMs),
            due = coaching.Annotation.DueMs is { } due ? CsvFile.Instant(due) : null,
            before = Of(before),
            after = Of(after),
        };
    }

    private static IEnumerable<object> Of(FairAgent? agent) => agent is null ? [] : agent.Ratios.Select(ratio => new
    {
        kpi = ratio.Kpi,
        observed = ratio.Observed,
        expected = ratio.Expected,
        ratio = ratio.Ratio,
        low = ratio.Low,
        high = ratio.High,
        n = ratio.N,
        hidden = ratio.IsHidden,
    });
}
