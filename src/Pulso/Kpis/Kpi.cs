using Pulso.Measures;

namespace Pulso.Kpis;

public enum Family
{
    Efficiency,
    Resolution,
    Experience,
    Value,
}

/// <summary>What a value is measured in.</summary>
public enum Unit
{
    /// <summary>A plain number.</summary>
    Count,

    /// <summary>Seconds; the counters hold milliseconds.</summary>
    Seconds,

    /// <summary>A fraction: 0.55, not 55.</summary>
    Share,
}

/// <summary>A text in the two languages of the glossary.</summary>
public sealed record Bilingual(string En, string Es);

/// <summary>A percentile of a histogram.</summary>
public sealed record Quantile(Histogram Histogram, int Percent);

/// <summary>One figure of the catalogue, as data (kpis.md): every value is a sum, a ratio or a quantile of additive counters.</summary>
/// <param name="Id">The base id, such as <c>service_level</c>.</param>
/// <param name="Variant">What follows the dot in a variant's id; empty for the KPI itself.</param>
/// <param name="Denominator">Null for a sum.</param>
/// <param name="InboundOnly">The formula itself speaks of inbound contacts: numerator and denominator leave the others out.</param>
/// <param name="SettlesAfterDays">Days after which it is final; null for the settings' <c>mutableDays</c>.</param>
/// <param name="TradeOff">The id of the KPI that pays when this one is pushed.</param>
public sealed record Kpi(
    string Id,
    string Variant,
    Bilingual Name,
    Bilingual Definition,
    Family Family,
    Unit Unit,
    bool HigherIsBetter,
    bool Leading,
    Sum? Numerator,
    Sum? Denominator,
    Quantile? Quantile,
    bool InboundOnly,
    int? SettlesAfterDays,
    string? TradeOff,
    string Source)
{
    /// <summary>The full id: <c>service_level</c> or <c>service_level.answered</c>.</summary>
    public string FullId => Variant.Length == 0 ? Id : $"{Id}.{Variant}";

    public string UnitText => Unit switch
    {
        Unit.Seconds => "s",
        Unit.Share => "%",
        _ => "count",
    };

    /// <summary>The formula in the counters' names.</summary>
    public string Formula => Quantile is { } quantile
        ? $"{quantile.Percent}th percentile of {quantile.Histogram.Name}"
        : Denominator is null ? $"{Numerator}" : $"{Wrap(Numerator!)} / {Wrap(Denominator)}";

    private static string Wrap(Sum sum) => sum.Plus.Count + sum.Minus.Count > 1 ? $"({sum})" : $"{sum}";
}
