using Pulso.Kpis;
using Pulso.Timelines.Contacts;

namespace Pulso.Alerts;

/// <summary>What goals and rules ask of the figures: inbound contacts, in one channel or queue if they name one.</summary>
internal static class WatchQuery
{
    public static KpiQuery Of(Kpi kpi, long fromMs, long toMs, string? by, string? channel, string? queue, Grain grain = Grain.Total)
    {
        var where = new Dictionary<string, IReadOnlySet<string>> { ["direction"] = new HashSet<string> { Contact.Inbound } };
        if (channel is not null)
            where["channel"] = new HashSet<string> { channel };
        if (queue is not null)
            where["queue"] = new HashSet<string> { queue };
        return new KpiQuery(fromMs, toMs, KpiQuery.Text(fromMs), KpiQuery.Text(toMs), grain, by is null ? [] : [by], [kpi], where);
    }
}
