using System.Globalization;
using Microsoft.AspNetCore.Http;
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
        faults = [.. query.Keys.Where(name => !Known.Contains(name)).Select(name => $"{name}: is not a parameter")];
        var date = settings.Calendar.At(nowMs).Date;
        if (Text(query, "date") is { } text
            && !(DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && date.Year is >= 1971 and < 2199))
            faults.Add("date: must be a date");
        string id = Text(query, "kpi") ?? DefaultKpi;
        var shown = HealthPanel.Cards.FirstOrDefault(kpi => kpi.FullId == id);
        if (shown is null)
            faults.Add($"kpi: must be one of {string.Join(", ", HealthPanel.Cards.Select(kpi => kpi.FullId))}");
        string slot = Text(query, "slot") ?? "interval";
        if (slot is not ("interval" or "hour"))
            faults.Add("slot: must be interval or hour");
        if (faults.Count > 0)
            return null;
        var where = query.Keys.Where(KpiQuery.Keys.ContainsKey).Where(name => Text(query, name) is not null)
            .ToDictionary(name => name, name => (IReadOnlySet<string>)Text(query, name)!.Split(',').ToHashSet());
        return new PanelRequest(new PanelScope(date, where), shown!, slot == "hour");
    }

    private static string? Text(IQueryCollection query, string name) => query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
}
