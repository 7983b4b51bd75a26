using Pulso.Measures;

namespace Pulso.Kpis;

public enum Family
{
    Efficiency,
    Resolution,
    Experience,
    Value,
}

/// <summary>Which of the cells that a query groups a KPI is made of; each scope holds those of the one before too.</summary>
internal enum Scope
{
    /// <summary>The inbound ones among those that the query's filters take.</summary>
    Inbound,

    /// <summary>All that the query's filters take.</summary>
    Asked,

    /// <summary>Those too that only a filter by direction leaves out.</summary>
    AllDirections,
}

/// <summary>A text in the two languages of the glossary.</summary>
public sealed record Bilingual(string En, string Es);

/// <summary>A percentile of a histogram.</summary>
public sealed record Quantile(Histogram Histogram, int Percent);

/// <summary>What is told as of an instant instead of over a period: the contacts that are open, or a percentile of their age.</summary>
/// <param name="AgePercent">Null for how many they are.</param>
public sealed record Stock(int? AgePercent);

/// <summary>One figure of the catalogue, as data (kpis.md): every value is a sum, a ratio or a quantile of additive counters.</summary>
/// <param name="Id">The base id, such as <c>service_level</c>.</param>
/// <param name="Variant">What follows the dot in a variant's id; empty for the KPI itself.</param>
/// <param name="Numerator">Null where it is no sum and no ratio.</param>
/// <param name="Denominator">Null for a sum.</param>
/// <param name="Source">Where the definition comes from.</param>
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
    string Source)
{
    /// <summary>Set where it is a percentile.</summary>
    public Quantile? Quantile { get; init; }

    /// <summary>What the value rests on, where that is not the denominator.</summary>
    public Counter? Sample { get; init; }

    /// <summary>Days after which it is final; null for the settings' <c>mutableDays</c>.</summary>
    public int? SettlesAfterDays { get; init; }

    /// <summary>The id of the KPI that pays when this one is pushed.</summary>
    public string? TradeOff { get; init; }

    /// <summary>True where the formula itself speaks of inbound contacts: numerator and denominator leave the others out.</summary>
    public bool InboundOnly { get; init; }

    /// <summary>True for what belongs to no direction, such as costs and agents' time: a filter by direction does not touch it.</summary>
    public bool AllDirections { get; init; }

    /// <summary>True where contacts count by weight: their number is not what the denominator says, so it has no interval.</summary>
    public bool IsWeighted { get; init; }

    /// <summary>Set where the value is as of the period's end.</summary>
    public Stock? Stock { get; init; }

    /// <summary>The id of the KPI whose change around annotations this one is.</summary>
    public string? ShiftOf { get; init; }

    /// <summary>The only keys that it can be split and filtered by, where others would part what belongs together; null for all.</summary>
    public IReadOnlyList<string>? KnownBy { get; init; }

    /// <summary>True where a numerator of 0 says that nothing is known, such as a cost that nobody has recorded.</summary>
    public bool ZeroIsUnknown { get; init; }

    /// <summary>True where it is told of everything up to the period's end.</summary>
    public bool ToDate { get; init; }

    /// <summary>True where contacts are held against their forecast, interval by interval.</summary>
    public bool IsForecastAccuracy { get; init; }

    /// <summary>Which of a group's cells it is made of.</summary>
    internal Scope Scope => AllDirections ? Scope.AllDirections : InboundOnly ? Scope.Inbound : Scope.Asked;

    /// <summary>Every counter that the value is made of; none for quantiles.</summary>
    public IEnumerable<Counter> Counters =>
        new[] { Numerator, Denominator }.OfType<Sum>().SelectMany(sum => sum.Plus.Concat(sum.Minus)).Concat(Sample is null ? [] : [Sample]);

    /// <summary>True if agents have a share in what it counts, in thousandths; one that mixes these with what is whole is kept by no agent.</summary>
    public bool IsCredited => Counters.Any(counter => counter.IsCredited);

    /// <summary>True if it holds agents' time against contacts: time has no channel or queue, so split by these it says nothing.</summary>
    public bool IsTimeAgainstContacts => Counters.Select(counter => counter.Anchor == Anchor.Time).Distinct().Count() > 1;

    /// <summary>The cells that it is made of where a query asks for no facet.</summary>
    public FacetKind Home => Enum.GetValues<FacetKind>().First(IsKeptIn);

    /// <summary>True if cells of that kind hold all that it is made of.</summary>
    public bool IsKeptIn(FacetKind kind) => Numerator is null
        ? kind == FacetKind.Whole || (kind == FacetKind.Variant && Quantile is not null)
        : ToDate ? kind == FacetKind.Lifetime
        : Counters.All(counter => counter.Facets.Contains(kind))
            && (kind != FacetKind.Agent || Counters.Select(counter => counter.IsCredited).Distinct().Count() == 1);

    /// <summary>The full id: <c>service_level</c> or <c>service_level.answered</c>.</summary>
    public string FullId => Variant.Length == 0 ? Id : $"{Id}.{Variant}";

    public string UnitText => Unit.Text;

    /// <summary>The formula in the counters' names.</summary>
    public string Formula => Quantile is { } quantile ? $"{quantile.Percent}th percentile of {quantile.Histogram.Name}"
        : ShiftOf is not null ? $"{ShiftOf} in the days after an annotation − {ShiftOf} in as many days before"
        : Stock is { AgePercent: { } percent } ? $"{percent}th percentile of the age of what is open"
        : Stock is not null ? "open, summed up to the period's end"
        : IsForecastAccuracy ? "1 − Σ|contacts − forecast_contacts| / Σ forecast_contacts, over intervals"
        : Denominator is null ? $"{Numerator}" : $"{Wrap(Numerator!)} / {Wrap(Denominator)}{(ToDate ? ", summed up to the period's end" : "")}";

    private static string Wrap(Sum sum) => sum.Plus.Count + sum.Minus.Count > 1 ? $"({sum})" : $"{sum}";
}
