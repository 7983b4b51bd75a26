using Pulso.Measures;
using static Pulso.Measures.Counter;

namespace Pulso.Kpis;

public static partial class Catalogue
{
    private const int LegDays = 3;
    private const string Icmi = "ICMI, Call Center Management on Fast Forward";
    private const string Cops = "COPC CX Standard";

    /// <summary>Every entry.</summary>
    public static IReadOnlyList<Kpi> All { get; } =
    [
        Efficiency("volume", "", "contacts", "volumen",
            "Contacts started in the period.", "Contactos iniciados en el periodo.",
            Unit.Count, higher: true, Sum.Of(Contacts), null),
        Efficiency("asa", "", "average speed of answer", "velocidad media de respuesta",
            "Mean wait of the answered legs, from entering the queue to the agent.",
            "Espera media de los tramos atendidos, desde que entran en la cola hasta el agente.",
            Unit.Seconds, higher: false, Sum.Of(WaitAnsweredMs), Sum.Of(Answered), "cost_per_contact"),
        .. ServiceLevels(),
        Efficiency("answer_rate", "", "answer rate", "nivel de atención",
            "Share of the offered legs that an agent took.", "Parte de los tramos ofrecidos que un agente atendió.",
            Unit.Share, higher: true, Sum.Of(Answered), Sum.Of(Offered)),
        Efficiency("abandonment_rate", "", "queue abandonment", "abandono en cola",
            "Share of the offered legs that the customer left before an agent.",
            "Parte de los tramos ofrecidos que el cliente dejó antes de un agente.",
            Unit.Share, higher: false, Sum.Of(Abandoned), Sum.Of(Offered)),
        Efficiency("abandonment_rate", "short", "queue abandonment without short ones", "abandono en cola sin cortos",
            "Abandonment with the short abandons out of both sides.", "Abandono sin los abandonos cortos en ambos lados.",
            Unit.Share, higher: false, Sum.Of(Abandoned).Less(AbandonedShort), Sum.Of(Offered).Less(AbandonedShort)),
        Efficiency("aht", "", "average handle time", "TMO",
            "Mean of talk, hold and wrap-up per agent leg.", "Media de conversación, espera y cierre por tramo de agente.",
            Unit.Seconds, higher: false, Sum.Of(TalkMs, HoldMs, WrapMs), Sum.Of(Handled), "fcr"),
        AhtPart("talk", TalkMs, "talk", "conversación"),
        AhtPart("hold", HoldMs, "hold", "espera en línea"),
        AhtPart("wrap", WrapMs, "wrap-up", "cierre"),
        AhtPart("silence", SilenceMs, "silence within the talk", "silencio en la conversación"),
        Efficiency("ivr_time", "", "time in the IVR", "tiempo en IVR",
            "Mean time from entering the IVR to leaving it, per contact that entered.",
            "Tiempo medio desde que entra en la IVR hasta que sale, por contacto que entró.",
            Unit.Seconds, higher: false, Sum.Of(IvrMs), Sum.Of(IvrEntered)),
        Efficiency("ivr_abandonment", "", "IVR abandonment", "abandono en IVR",
            "Share of the contacts in the IVR that left with no queue leg ever opened.",
            "Parte de los contactos en la IVR que se fueron sin abrir nunca un tramo de cola.",
            Unit.Share, higher: false, Sum.Of(IvrAbandoned), Sum.Of(IvrEntered)),
        Resolution("resolution_time", "average resolution time", "ART / MTTR",
            "Mean calendar time from the start to the last resolution.", "Tiempo natural medio desde el inicio hasta la última resolución.",
            Unit.Seconds, higher: false, Sum.Of(ResolutionMs), Sum.Of(Resolved)),
        Resolution("resolution_rate", "resolution", "resolución",
            "Contacts solved in the period over contacts started in it.", "Contactos resueltos en el periodo sobre contactos iniciados en él.",
            Unit.Share, higher: true, Sum.Of(Resolved), Sum.Of(Contacts)),
        Resolution("fcr", "first contact resolution", "resolución en el primer contacto",
            "Share of the eligible contacts (inbound, ever solved, customer known) without recontact in the window, reopening or escalation.",
            "Parte de los contactos elegibles (entrantes, resueltos, cliente conocido) sin recontacto en la ventana, re-apertura ni escalamiento.",
            Unit.Share, higher: true, Sum.Of(Fcr), Sum.Of(FcrEligible), "aht"),
        Resolution("fcr_all", "FCR over all", "FCR sobre todos",
            "FCR over every inbound contact with a known customer.", "FCR sobre todo contacto entrante con cliente conocido.",
            Unit.Share, higher: true, Sum.Of(Fcr), Sum.Of(CustomerKnown)) with { InboundOnly = true },
        Resolution("fcr_coverage", "FCR coverage", "cobertura de FCR",
            "Eligible contacts over inbound resolved ones: how much FCR speaks for.",
            "Contactos elegibles sobre entrantes resueltos: de cuánto habla el FCR.",
            Unit.Share, higher: true, Sum.Of(FcrEligible), Sum.Of(Resolved)) with { InboundOnly = true },
        Resolution("recontact_rate", "recontact", "recontacto",
            "Share of the eligible contacts after which the customer came back within the window.",
            "Parte de los contactos elegibles tras los que el cliente volvió dentro de la ventana.",
            Unit.Share, higher: false, Sum.Of(Recontacted), Sum.Of(FcrEligible)),
        Resolution("reopen_rate", "reopens", "re-aperturas",
            "Share of the resolved contacts that were ever reopened.", "Parte de los contactos resueltos que alguna vez se re-abrieron.",
            Unit.Share, higher: false, Sum.Of(Reopened), Sum.Of(Resolved)),
        Percentile("wait_p50", Histogram.WaitAnswered, 50, "median wait", "espera mediana"),
        Percentile("wait_p90", Histogram.WaitAnswered, 90, "90th percentile of the wait", "percentil 90 de la espera"),
        Percentile("wait_p95", Histogram.WaitAnswered, 95, "95th percentile of the wait", "percentil 95 de la espera"),
        Percentile("aht_p90", Histogram.Handle, 90, "90th percentile of the handle time", "percentil 90 del TMO"),
    ];

    private static readonly Dictionary<string, Kpi> ById = All.ToDictionary(kpi => kpi.FullId);

    private static IEnumerable<Kpi> ServiceLevels()
    {
        Kpi Variant(string variant, string en, string es, Sum numerator, Sum denominator) => Efficiency(
            "service_level", variant, "service level", "nivel de servicio", en, es, Unit.Share, higher: true, numerator, denominator, "cost_per_contact");
        yield return Variant("", "Share of the offered legs answered within the threshold (or the variant that the settings name).",
            "Parte de los tramos ofrecidos atendidos dentro del umbral (o la variante que digan los ajustes).",
            Sum.Of(AnsweredWithin), Sum.Of(TimedOffered));
        yield return Variant("answered", "Answered within the threshold over answered.", "Atendidos dentro del umbral sobre atendidos.",
            Sum.Of(AnsweredWithin), Sum.Of(TimedAnswered));
        yield return Variant("short", "Short abandons left out of the offered.", "Sin los abandonos cortos en los ofrecidos.",
            Sum.Of(AnsweredWithin), Sum.Of(TimedOffered).Less(TimedAbandonedShort));
        yield return Variant("no_abandons", "Abandons left out of the offered.", "Sin los abandonos en los ofrecidos.",
            Sum.Of(AnsweredWithin), Sum.Of(TimedOffered).Less(TimedAbandoned));
        yield return Variant("removed", "Answered or abandoned within the threshold over offered.",
            "Atendidos o abandonados dentro del umbral sobre ofrecidos.",
            Sum.Of(AnsweredWithin, AbandonedWithin), Sum.Of(TimedOffered));
        yield return Variant("contract", "Abandons within the threshold and flowed-out legs left out of the offered.",
            "Sin abandonos dentro del umbral ni tramos derivados en los ofrecidos.",
            Sum.Of(AnsweredWithin), Sum.Of(TimedOffered).Less(AbandonedWithin, TimedFlowedOut));
    }

    private static Kpi Efficiency(
        string id, string variant, string en, string es, string definition, string definicion,
        Unit unit, bool higher, Sum numerator, Sum? denominator, string? tradeOff = null) =>
        new(id, variant, new(en, es), new(definition, definicion), Family.Efficiency, unit, higher, Leading: true,
            numerator, denominator, null, false, LegDays, tradeOff, Icmi);

    private static Kpi AhtPart(string part, Counter counter, string en, string es) => Efficiency(
        $"aht_{part}", "", $"handle time: {en}", $"TMO: {es}", $"Mean {en} per agent leg.", $"Media de {es} por tramo de agente.",
        Unit.Seconds, higher: false, Sum.Of(counter), Sum.Of(Handled), "fcr");

    private static Kpi Resolution(
        string id, string en, string es, string definition, string definicion,
        Unit unit, bool higher, Sum numerator, Sum denominator, string? tradeOff = null) =>
        new(id, "", new(en, es), new(definition, definicion), Family.Resolution, unit, higher, Leading: false,
            numerator, denominator, null, false, null, tradeOff, Cops);

    private static Kpi Percentile(string id, Histogram histogram, int percent, string en, string es) => new(
        id, "", new(en, es),
        new($"{en}, nearest rank, relative error up to 1.1 %.", $"{es}, rango más cercano, error relativo hasta 1,1 %."),
        Family.Efficiency, Unit.Seconds, HigherIsBetter: false, Leading: true,
        null, null, new Quantile(histogram, percent), false, LegDays, null, Icmi);
}
