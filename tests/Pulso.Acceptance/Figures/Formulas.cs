namespace Pulso.Acceptance.Figures;

/// <summary>The formulas of the KPI catalogue that <c>kpi_daily</c> shows, written down once more in the names of the exported counters.</summary>
internal static class Formulas
{
    public static readonly IReadOnlyDictionary<string, (string[] Numerator, string? Denominator)> All =
        new Dictionary<string, (string[], string?)>
        {
            ["volume"] = (["contacts"], null),
            ["asa"] = (["wait_answered_ms"], "answered"),
            ["service_level"] = (["answered_within"], "timed_offered"),
            ["answer_rate"] = (["answered"], "offered"),
            ["abandonment_rate"] = (["abandoned"], "offered"),
            ["aht"] = (["talk_ms", "hold_ms", "wrap_ms"], "handled"),
            ["aht_talk"] = (["talk_ms"], "handled"),
            ["ivr_time"] = (["ivr_ms"], "ivr_entered"),
            ["ivr_abandonment"] = (["ivr_abandoned"], "ivr_entered"),
            ["resolution_time"] = (["resolution_ms"], "resolved"),
            ["resolution_rate"] = (["resolved"], "contacts"),
            ["reopen_rate"] = (["reopened"], "resolved"),
            ["fcr"] = (["fcr"], "fcr_eligible"),
            ["fcr_all"] = (["fcr"], "customer_known"),
            ["fcr_coverage"] = (["fcr_eligible"], "resolved"),
            ["recontact_rate"] = (["recontacted"], "fcr_eligible"),
        };
}
