using Pulso.Functions.Bi;
using Pulso.Staffing;

namespace Pulso.Functions.Figures;

/// <summary>A staffing plan as <c>GET staffing</c> answers it, with what it takes for granted.</summary>
internal static class StaffingJson
{
    private static readonly string[] Assumptions =
    [
        "Erlang-A: arrivals come by chance at the interval's own rate; handle time and patience are exponential and the same all day.",
        "Arrivals are the inbound legs opened in each interval; those whom callers who left will add by calling again are among them only where they did.",
        "Handle time is the mean of the range; patience is all waits of answered and abandoned legs over the abandoned ones; without any, nobody is taken to leave.",
        "All agents can take every call of the query, are there all the interval and do nothing else: breaks and absence come on top.",
        "Each interval is taken as a steady state by itself: what an overload carries into the next one is not in it.",
    ];

    public static Dictionary<string, object?> Of(StaffingRequest asked, StaffingPlan plan) => new()
    {
        ["target"] = asked.Target,
        ["within_seconds"] = asked.WithinSeconds,
        ["handle_seconds"] = plan.HandleSeconds,
        ["patience_seconds"] = plan.PatienceSeconds,
        ["assumptions"] = Assumptions,
        ["intervals"] = plan.Rows.Select(Row).ToList(),
    };

    private static Dictionary<string, object?> Row(StaffingRow row) => new()
    {
        ["from"] = CsvFile.Instant(row.FromMs),
        ["to"] = CsvFile.Instant(row.ToMs),
        ["arrivals"] = row.Arrivals,
        ["load"] = row.Load,
        ["agents"] = row.Agents,
        ["service_level"] = row.ServiceLevel,
        ["abandonment_rate"] = row.Abandonment,
        ["occupancy"] = row.Occupancy,
    };
}
