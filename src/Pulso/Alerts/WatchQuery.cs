using Pulso.Kpis;
using Pulso.Timelines.Contacts;

namespace Pulso.Alerts;

/// <summary>What goals and rules ask of the figures: inbound contacts, in one channel or queue if they name one.</summary>
internal static class WatchQuery
{
    public static KpiQuery Of(Kpi kpi, long fromMs, long toMs, string? by, string? channel, string? queue, Grain grain = Grain.Total) => new(
        fromMs, toMs, KpiQuery.Text(fromMs), KpiQuery.Text(toMs), grain, by is null ? [] : [by], [kpi],
        KpiQuery.Only(("direction", Contact.Inbound), ("channel", channel), ("queue", queue)));
}
