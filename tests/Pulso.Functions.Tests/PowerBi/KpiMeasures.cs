using Pulso.Kpis;
using Pulso.Measures;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>A measure of the model.</summary>
/// <param name="Kpi">The KPI that it tells; null for one that only serves others.</param>
internal sealed record Measure(string Name, string Caption, string Dax, string Format, string Folder, string Carpeta, Kpi? Kpi, IReadOnlyList<string> About);

/// <summary>The KPIs of the catalogue as DAX, from additive columns.</summary>
internal static class KpiMeasures
{
    /// <summary>What the Health page shows, and so has a target as a measure of its own.</summary>
    public static readonly IReadOnlyList<string> Health =
        ["asa", "service_level", "abandonment_rate", "aht", "fcr", "csat", "cost_per_contact"];

    /// <summary>Every KPI, those of agents once more by their share, and the targets.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        .. Catalogue.All.Select(kpi => Of(kpi, SpecialDax.Of(kpi) ?? Ratio(kpi, kpi.Home))),
        .. Catalogue.All.Where(kpi => kpi.IsKeptIn(FacetKind.Agent) && kpi.Home != FacetKind.Agent).Select(ByAgent),
        .. Health.Select(id => Target(Catalogue.Find(id)!)),
    ];

    public static string NameOf(Kpi kpi) => Sentence(kpi.Name.En) + Suffix(kpi);

    private static Measure Of(Kpi kpi, string dax) => new(
        NameOf(kpi), Sentence(kpi.Name.Es) + Suffix(kpi), dax, FormatOf(kpi.Unit), Folder(kpi.Family), Carpeta(kpi.Family), kpi,
        [kpi.Definition.En, kpi.Definition.Es, $"{kpi.FullId} = {kpi.Formula}"]);

    private static Measure ByAgent(Kpi kpi)
    {
        var measure = Of(kpi, Ratio(kpi, FacetKind.Agent));
        return measure with { Name = $"{measure.Name}, by agent", Caption = $"{measure.Caption}, por agente", Folder = "Agents", Carpeta = "Agentes", Kpi = null };
    }

    private static Measure Target(Kpi kpi) => new(
        $"Target of {NameOf(kpi)}", $"Meta de {Sentence(kpi.Name.Es)}", $"CALCULATE ( [{NameOf(kpi)}], {Comparison.Column} = \"{Comparison.Target}\" )",
        FormatOf(kpi.Unit), "Targets", "Metas", null, [$"The goal in force for {kpi.FullId}."]);

    /// <summary>A sum, or a ratio of sums, in the KPI's unit.</summary>
    private static string Ratio(Kpi kpi, FacetKind kind)
    {
        var unit = kpi.Unit;
        long common = Divisor(unit.Times * unit.Per, unit.Over);
        string numerator = Times(Sum(kpi.Numerator!, kind), unit.Times * unit.Per / common);
        string dax = kpi.Denominator is null
            ? unit.Over == 1 ? numerator : $"DIVIDE ( {numerator}, {unit.Over} )"
            : $"DIVIDE ( {numerator}, {Times(Sum(kpi.Denominator, kind), unit.Over / common)} )";
        if (kpi.ZeroIsUnknown)
            dax = $"IF ( {Sum(kpi.Numerator!, kind)} <> 0, {dax} )";
        dax = kpi.AllDirections ? $"CALCULATE ( {dax}, REMOVEFILTERS ( dim_direction ) )"
            : kpi.InboundOnly ? $"CALCULATE ( {dax}, KEEPFILTERS ( dim_direction[direction] = \"inbound\" ) )"
            : dax;
        var unknown = UnknownBy(kpi).ToList();
        return unknown.Count == 0 ? dax : $"IF ( NOT ( {string.Join(" || ", unknown.Select(column => $"ISFILTERED ( {column} )"))} ), {dax} )";
    }

    /// <summary>The columns by which the KPI tells nothing: split or filtered by these, it is blank.</summary>
    private static IEnumerable<string> UnknownBy(Kpi kpi)
    {
        string[] keys = ["channel", "queue", "reason", "priority"];
        bool ofTime = kpi.Counters.Any(counter => counter.Anchor == Anchor.Time);
        return keys.Where(key => ofTime || kpi.KnownBy?.Contains(key) == false).Select(key => $"dim_{key}[{key}]");
    }

    private static string Sum(Sum sum, FacetKind kind) =>
        string.Concat(sum.Plus.Select((counter, place) => (place == 0 ? "" : " + ") + Sum(counter, kind)).Concat(sum.Minus.Select(counter => " - " + Sum(counter, kind))));

    private static string Sum(Counter counter, FacetKind kind) => $"SUM ( {TableOf(counter, kind)}[{counter.Name}] )";

    private static string TableOf(Counter counter, FacetKind kind) => kind switch
    {
        FacetKind.Agent => counter.Anchor == Anchor.Time ? "fact_agent_time" : "fact_agent",
        FacetKind.Menu => "fact_menu",
        FacetKind.Criterion => "fact_criterion",
        _ => "fact_interval",
    };

    private static string Times(string sum, long factor) => factor == 1 ? sum : $"{factor} * ( {sum} )";

    private static long Divisor(long a, long b) => b == 0 ? a : Divisor(b, a % b);

    private static string Suffix(Kpi kpi) => kpi.Variant.Length == 0 ? "" : $" ({kpi.Variant.Replace('_', ' ')})";

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string FormatOf(Unit unit) => unit.Text switch
    {
        "%" => "0.0%",
        "s" => "#,0.0",
        "money" => "#,0.00",
        "count" when unit == Unit.Count => "#,0.##",
        _ => "0.00",
    };

    private static string Folder(Family family) => family.ToString();

    private static string Carpeta(Family family) => family switch
    {
        Family.Efficiency => "Eficiencia",
        Family.Resolution => "Resolución",
        Family.Experience => "Experiencia",
        _ => "Valor",
    };
}
