using Pulso.Kpis;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The catalogue of KPIs, in English and Spanish.</summary>
public static class DimKpi
{
    public static readonly BiTable Table = new("dim_kpi", BiTable.Whole,
    [
        new("tenant", "text"), new("id", "text"), new("kpi", "text"), new("variant", "text"), new("name_en", "text"), new("name_es", "text"),
        new("definition_en", "text"), new("definition_es", "text"), new("family", "text"), new("unit", "text"), new("direction", "text"),
        new("leading", "integer"), new("anchor", "text"), new("formula", "text"), new("settles_after_days", "integer", Unit: "days"),
        new("trade_off", "text"), new("source", "text"),
    ]);

    public static CsvFile File(string tenant) => CsvFile.Of(Table, "", Catalogue.All.Select(kpi => Row(tenant, kpi)));

    /// <param name="kpi">Settles after the settings' <c>mutableDays</c> where the days are empty.</param>
    private static string[] Row(string tenant, Kpi kpi) =>
    [
        tenant, kpi.FullId, kpi.Id, kpi.Variant, kpi.Name.En, kpi.Name.Es, kpi.Definition.En, kpi.Definition.Es, kpi.Family.ToString().ToLowerInvariant(),
        kpi.UnitText, kpi.HigherIsBetter ? "higher" : "lower", kpi.Leading ? "1" : "0", AnchorOf(kpi), kpi.Formula,
        kpi.SettlesAfterDays is { } days ? CsvFile.Text(days) : "", kpi.TradeOff ?? "", kpi.Source,
    ];

    /// <summary>Where in time it lies: where its numerator does, or its distribution.</summary>
    private static string AnchorOf(Kpi kpi) => kpi.Stock is not null || kpi.ToDate ? "period_end"
        : (kpi.Quantile?.Histogram.Anchor ?? kpi.Numerator?.Plus[0].Anchor)?.ToString().ToLowerInvariant() ?? "event";
}
