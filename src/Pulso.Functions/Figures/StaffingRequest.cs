using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pulso.Functions.Http;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Functions.Figures;

/// <summary>What <c>GET staffing</c> is asked.</summary>
/// <param name="Target">The share of callers to be answered in time.</param>
/// <param name="WithinSeconds">In which time.</param>
public sealed record StaffingRequest(KpiQuery Query, double Target, double WithinSeconds)
{
    private static readonly string[] Range = ["from", "to", "channel", "queue"];

    /// <summary>Reads the query; every fault in one answer.</summary>
    public static StaffingRequest? Read(IQueryCollection query, TenantSettings settings, long nowMs, out List<string> faults)
    {
        var range = query.Where(item => Range.Contains(item.Key)).ToDictionary(item => item.Key, item => item.Value);
        range["grain"] = "interval";
        range["kpi"] = "service_level";
        range.TryAdd("channel", "voice");
        var asked = KpiRequest.Read(new QueryCollection(range), settings, nowMs, out faults);
        faults.AddRange(query.Unknown([.. Range, "target", "within"]));
        double target = Number(query, "target", 0.8, 0.01, 0.999, faults);
        double within = Number(query, "within", 20, 0, 86_400, faults);
        return asked is null || faults.Count > 0 ? null : new StaffingRequest(asked.Query, target, within);
    }

    private static double Number(IQueryCollection query, string name, double otherwise, double least, double most, List<string> faults)
    {
        if (!query.TryGetValue(name, out var text))
            return otherwise;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most)
            return number;
        faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: must be a number from {least} to {most}"));
        return otherwise;
    }
}
