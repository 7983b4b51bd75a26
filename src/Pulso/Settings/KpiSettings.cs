using Pulso.Alerts;
using Pulso.Kpis;
using Pulso.Measures;

namespace Pulso.Settings;

/// <summary>Checks that a figure which goals or rules speak of can be told.</summary>
internal static class KpiSettings
{
    /// <returns>The KPI; null where a fault was noted.</returns>
    public static Kpi? Check(JsonSection section, string id, string? by, string? channel, string? queue)
    {
        if (Catalogue.Find(id) is not { } kpi)
        {
            section.Fault("kpi", $"'{id}' is not in the catalogue");
            return null;
        }
        var query = WatchQuery.Of(kpi, 0, 1, by, channel, queue);
        bool split = by is not null || channel is not null || queue is not null;
        if (kpi.ShiftOf is not null || (split && (!query.Knows(kpi) || kpi.IsTimeAgainstContacts || kpi.Home == FacetKind.Agent)))
        {
            section.Fault("kpi", $"'{id}' cannot be told {(split ? "by these keys" : "of a period")}");
            return null;
        }
        return kpi;
    }
}
