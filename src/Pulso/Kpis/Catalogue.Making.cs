using Pulso.Measures;

namespace Pulso.Kpis;

public static partial class Catalogue
{
    private const int LegDays = 3;
    private const string Icmi = "ICMI, Call Center Management on Fast Forward";
    private const string Cops = "COPC CX Standard";

    private static IEnumerable<Kpi> Percentiles() =>
    [
        Percentile("wait_p50", Histogram.WaitAnswered, 50, "median wait", "espera mediana"),
        Percentile("wait_p90", Histogram.WaitAnswered, 90, "90th percentile of the wait", "percentil 90 de la espera"),
        Percentile("wait_p95", Histogram.WaitAnswered, 95, "95th percentile of the wait", "percentil 95 de la espera"),
        Percentile("aht_p90", Histogram.Handle, 90, "90th percentile of the handle time", "percentil 90 del TMO"),
        Percentile("frt_p50", Histogram.FirstReplyHuman, 50, "median first response", "primera respuesta mediana"),
        Percentile("frt_p90", Histogram.FirstReplyHuman, 90, "90th percentile of the first response", "percentil 90 de la primera respuesta"),
        Percentile("resolution_p50", Histogram.Resolution, 50, "median resolution time", "tiempo de resolución mediano", settles: null),
        Percentile("resolution_p90", Histogram.Resolution, 90, "90th percentile of the resolution time", "percentil 90 del tiempo de resolución", settles: null),
    ];

    private static Kpi Efficiency(
        string id, string variant, string en, string es, string definition, string definicion,
        Unit unit, bool higher, Sum numerator, Sum? denominator, string? tradeOff = null) =>
        new(id, variant, new(en, es), new(definition, definicion), Family.Efficiency, unit, higher, Leading: true, numerator, denominator, Icmi)
        {
            SettlesAfterDays = LegDays,
            TradeOff = tradeOff,
        };

    private static Kpi AhtPart(string part, Counter counter, string en, string es) => Efficiency(
        $"aht_{part}", "", $"handle time: {en}", $"TMO: {es}", $"Mean {en} per agent leg.", $"Media de {es} por tramo de agente.",
        Unit.Seconds, higher: false, Sum.Of(counter), Sum.Of(Counter.Handled), "fcr");

    private static Kpi Resolution(
        string id, string en, string es, string definition, string definicion,
        Unit unit, bool higher, Sum numerator, Sum denominator, string? tradeOff = null) =>
        new(id, "", new(en, es), new(definition, definicion), Family.Resolution, unit, higher, Leading: false, numerator, denominator, Cops)
        {
            TradeOff = tradeOff,
        };

    /// <summary>Known at once, and moved later only by what comes late.</summary>
    private static Kpi Backlog(string id, int? agePercent, Unit unit, string en, string es, string definition, string definicion) =>
        new(id, "", new(en, es), new(definition, definicion), Family.Resolution, unit, HigherIsBetter: false, Leading: true, null, null, Cops)
        {
            SettlesAfterDays = LegDays,
            Stock = new Stock(agePercent),
        };

    private static Kpi Experience(
        string id, string en, string es, string definition, string definicion,
        Unit unit, bool higher, Sum? numerator, Sum? denominator, string source, Counter? sample = null, string? tradeOff = null) =>
        new(id, "", new(en, es), new(definition, definicion), Family.Experience, unit, higher, Leading: false, numerator, denominator, source)
        {
            Sample = sample,
            SettlesAfterDays = SurveyDays,
            TradeOff = tradeOff,
        };

    private static Kpi Percentile(string id, Histogram histogram, int percent, string en, string es, int? settles = LegDays) => new(
        id, "", new(en, es),
        new($"{en}, nearest rank, relative error up to 1.1 %.", $"{es}, rango más cercano, error relativo hasta 1,1 %."),
        Family.Efficiency, Unit.Seconds, HigherIsBetter: false, Leading: true, null, null, Icmi)
    {
        Quantile = new Quantile(histogram, percent),
        SettlesAfterDays = settles,
    };
}
