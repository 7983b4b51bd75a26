using Pulso.Kpis;
using Pulso.Measures;

namespace Pulso.Functions.Tests.Docs;

/// <summary>The glossary: every KPI in English and Spanish, as the catalogue has it.</summary>
internal static class KpisPage
{
    public static IEnumerable<string> Lines()
    {
        yield return "# KPIs · Glosario";
        yield return "";
        yield return "One glossary for every channel. A value is a sum, a ratio or a percentile of the [counters](counters.md); a ratio without denominator is no";
        yield return "value, never 0. Shares are fractions (0.55). · Un glosario para todos los canales. Un valor es una suma, un cociente o un percentil de los";
        yield return "[contadores](counters.md); un cociente sin denominador no es un valor, nunca 0. Las partes son fracciones (0,55).";
        foreach (var family in Catalogue.All.GroupBy(kpi => kpi.Family))
        {
            yield return "";
            yield return $"## {FamilyName(family.Key)}";
            foreach (string line in family.SelectMany(Entry))
                yield return line;
        }
    }

    private static IEnumerable<string> Entry(Kpi kpi)
    {
        yield return "";
        yield return $"### `{kpi.FullId}`";
        yield return "";
        yield return $"**{kpi.Name.En}** · **{kpi.Name.Es}**";
        yield return "";
        yield return $"- {kpi.Definition.En}";
        yield return $"- {kpi.Definition.Es}";
        yield return $"- `{kpi.Formula}`{(kpi.InboundOnly ? ", inbound contacts only · solo contactos entrantes" : "")}";
        yield return $"- {Catalogue.BoundaryCases(kpi).En}";
        yield return $"- {Catalogue.BoundaryCases(kpi).Es}";
        yield return $"- {string.Join("; ", Facts(kpi))}";
    }

    private static IEnumerable<string> Facts(Kpi kpi)
    {
        yield return $"unit · unidad: {kpi.UnitText}";
        yield return kpi.HigherIsBetter ? "higher is better · más es mejor" : "lower is better · menos es mejor";
        yield return kpi.Leading ? "leading · anticipado" : "lagging · retrasado";
        yield return kpi.Stock is not null || kpi.ToDate ? "as of the period's end · al final del periodo"
            : kpi.ShiftOf is not null ? "around the annotation · alrededor de la anotación"
            : kpi.IsForecastAccuracy ? "lies at · se ancla en: each interval"
            : $"lies at · se ancla en: {string.Join(", ", Anchors(kpi).Distinct().Select(CountersPage.At))}";
        yield return $"final after · definitivo tras: {(kpi.SettlesAfterDays is { } days ? $"{days} d" : "`mutableDays`")}";
        if (kpi.TradeOff is not null)
            yield return $"trade-off · contrapartida: `{kpi.TradeOff}`";
        yield return $"source · fuente: {kpi.Source}";
    }

    private static IEnumerable<Anchor> Anchors(Kpi kpi) => kpi.Quantile is { } quantile
        ? [quantile.Histogram.Anchor]
        : new[] { kpi.Numerator, kpi.Denominator }.OfType<Sum>().SelectMany(sum => sum.Plus.Concat(sum.Minus)).Select(counter => counter.Anchor);

    private static string FamilyName(Family family) => family switch
    {
        Family.Efficiency => "Efficiency · Eficiencia",
        Family.Resolution => "Resolution · Resolución",
        Family.Experience => "Experience · Experiencia",
        _ => "Value · Valor",
    };
}
