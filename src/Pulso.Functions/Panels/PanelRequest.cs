using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pulso.Functions.Http;
using Pulso.Kpis;
using Pulso.Panels;
using Pulso.Settings;

namespace Pulso.Functions.Panels;

/// <summary>What a panel is asked.</summary>
/// <param name="Shown">The KPI of curve and heat map.</param>
/// <param name="ByHour">True for a heat map by the hour.</param>
internal sealed record PanelRequest(PanelScope Scope, Kpi Shown, bool ByHour)
{
    private const string DefaultKpi = "service_level";

    private static readonly HashSet<string> Known = ["date", "kpi", "slot", "direction", .. KpiQuery.Levels];

    /// <summary>Reads the query; every fault in one answer.</summary>
    public static PanelRequest? Read(IQueryCollection query, TenantSettings settings, long nowMs, out List<string> faults)
    {
        faults = [.. query.Unknown(Known)];
        var date = settings.Calendar.At(nowMs).Date;
        if (query.Text("date") is { } text
            && !(DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && date.Year is >= 1971 and < 2199))
            faults.Add("date: must be a date");
        string id = query.Text("kpi") ?? DefaultKpi;
        var shown = HealthPanel.Cards.FirstOrDefault(kpi => kpi.FullId == id);
        if (shown is null)
            faults.Add($"kpi: must be one of {string.Join(", ", HealthPanel.Cards.Select(kpi => kpi.FullId))}");
        string slot = query.Text("slot") ?? "interval";
        if (slot is not ("interval" or "hour"))
            faults.Add("slot: must be interval or hour");
        if (faults.Count > 0)
            return null;
        var where = query.Keys.Where(KpiQuery.Keys.ContainsKey).Where(name => query.List(name).Count > 0)
            .ToDictionary(name => name, name => (IReadOnlySet<string>)query.List(name).ToHashSet());
        return new PanelRequest(new PanelScope(date, where), shown!, slot == "hour");
    }
}
