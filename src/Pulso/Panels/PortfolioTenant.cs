using Pulso.Alerts;
using Pulso.Settings;

namespace Pulso.Panels;

/// <summary>A tenant among others: its cards of a day.</summary>
public sealed record PortfolioTenant(TenantSettings Settings, DateOnly Date, IReadOnlyList<HealthCard> Cards)
{
    /// <summary>Those with most figures off target first, then those with most at risk, then by name.</summary>
    public static IEnumerable<PortfolioTenant> WorstFirst(IEnumerable<PortfolioTenant> tenants) => tenants
        .OrderByDescending(tenant => tenant.Count(GoalLevel.Missed)).ThenByDescending(tenant => tenant.Count(GoalLevel.Warned))
        .ThenBy(tenant => tenant.Settings.Tenant, StringComparer.Ordinal);

    public int Count(GoalLevel level) => Cards.Count(card => card.Level == level);
}
