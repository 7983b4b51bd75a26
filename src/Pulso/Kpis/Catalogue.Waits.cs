using Pulso.Measures;
using static Pulso.Measures.Counter;

namespace Pulso.Kpis;

public static partial class Catalogue
{
    private static IEnumerable<Kpi> Waits() =>
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
    ];

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
}
