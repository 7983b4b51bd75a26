using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Kpis;

/// <summary>The KPIs that this version computes, in the order in which they are shown.</summary>
public static partial class Catalogue
{
    /// <summary>The version of the formulas: the first half of what a figure says about its definitions.</summary>
    public const int Version = 1;

    /// <summary>What <c>service_level</c> itself may show, by the tenant's setting.</summary>
    public static readonly string[] ServiceLevelVariants = ["offered", "answered", "short", "no_abandons", "removed", "contract"];

    /// <summary>Every entry.</summary>
    public static IReadOnlyList<Kpi> All { get; } =
        [.. Waits(), .. Messages(), .. Bots(), .. Resolutions(), .. Sla(), .. Surveys(), .. Values(), .. Percentiles(), .. Agents()];

    /// <summary>The boundary cases of a KPI, and of its variants.</summary>
    public static Bilingual BoundaryCases(Kpi kpi) =>
        BoundaryOf.GetValueOrDefault(kpi.Id) ?? throw new InvalidOperationException($"{kpi.Id} has no boundary cases in Catalogue.Boundaries.cs");

    private static readonly Dictionary<string, Kpi> ById = All.ToDictionary(kpi => kpi.FullId);

    /// <summary>The KPI of that full id, or null.</summary>
    public static Kpi? Find(string fullId) => ById.GetValueOrDefault(fullId);

    /// <summary>The formula of a KPI under a tenant's settings: <c>service_level</c> is the variant that they name.</summary>
    public static Kpi Under(Kpi kpi, SettingsVersion version)
    {
        if (kpi is not { Id: "service_level", Variant: "" } || version.ServiceLevel == "offered")
            return kpi;
        var chosen = ById[$"service_level.{version.ServiceLevel}"];
        return kpi with { Numerator = chosen.Numerator, Denominator = chosen.Denominator };
    }

    /// <summary>The number of days after a period's end at which a KPI is final.</summary>
    public static int SettlesAfterDays(Kpi kpi, SettingsVersion version) => kpi.SettlesAfterDays ?? version.MutableDays;
}
