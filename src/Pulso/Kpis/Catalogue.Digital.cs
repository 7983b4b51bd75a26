using Pulso.Measures;
using static Pulso.Measures.Counter;

namespace Pulso.Kpis;

public static partial class Catalogue
{
    private static IEnumerable<Kpi> Messages() =>
    [
        Efficiency("service_level_reply", "", "digital service level", "nivel de servicio digital",
            "Share of the contacts that needed a human with an agent's first message within the threshold.",
            "Parte de los contactos que necesitaron un humano con el primer mensaje de agente dentro del umbral.",
            Unit.Share, higher: true, Sum.Of(ReplyWithin), Sum.Of(TimedNeededHuman), "cost_per_contact"),
        Efficiency("unanswered_rate", "", "unanswered", "sin respuesta",
            "Share of the contacts that needed a human and were closed without an agent's part.",
            "Parte de los contactos que necesitaron un humano y se cerraron sin intervención de un agente.",
            Unit.Share, higher: false, Sum.Of(Unanswered), Sum.Of(NeededHuman)),
        Efficiency("frt", "", "first response time", "primera respuesta",
            "Mean time from the start to the agent's first message.", "Tiempo medio desde el inicio hasta el primer mensaje del agente.",
            Unit.Seconds, higher: false, Sum.Of(FirstReplyHumanMs), Sum.Of(FirstReplyHuman)),
        Efficiency("frt_any", "", "first response time, bot or agent", "primera respuesta, bot o agente",
            "Mean time from the start to the first message by agent or bot.", "Tiempo medio desde el inicio hasta el primer mensaje de agente o bot.",
            Unit.Seconds, higher: false, Sum.Of(FirstReplyAnyMs), Sum.Of(FirstReplyAny)),
        Efficiency("frt_handover", "", "first response time from handover", "primera respuesta desde el traspaso",
            "Mean time from the handover, else the queue, else the start to the agent's first message.",
            "Tiempo medio desde el traspaso, si no la cola, si no el inicio, hasta el primer mensaje del agente.",
            Unit.Seconds, higher: false, Sum.Of(FirstReplyHandoverMs), Sum.Of(FirstReplyHandover)),
        Efficiency("reply_time", "", "reply time", "réplica",
            "Mean wait of the customer for the agent's next message.", "Espera media del cliente hasta el siguiente mensaje del agente.",
            Unit.Seconds, higher: false, Sum.Of(ReplyMs), Sum.Of(Replies)),
        Efficiency("read_rate", "", "read rate", "lectura",
            "Share of our delivered messages that were read.", "Parte de nuestros mensajes entregados que se leyeron.",
            Unit.Share, higher: true, Sum.Of(Read), Sum.Of(Delivered)),
        Efficiency("read_reply_rate", "", "reply after reading", "lectura → respuesta",
            "Share of our read messages after which the customer wrote.", "Parte de nuestros mensajes leídos tras los que el cliente escribió.",
            Unit.Share, higher: true, Sum.Of(ReadReplied), Sum.Of(Read)),
        Efficiency("receipt_coverage", "", "receipts", "cobertura de acuses",
            "Share of our messages with a receipt: how far the read rate and the reply after reading can be trusted.",
            "Parte de nuestros mensajes con acuse: hasta dónde fiarse de la lectura y de la respuesta tras leer.",
            Unit.Share, higher: true, Sum.Of(Delivered), Sum.Of(MessagesOut)),
        Efficiency("read_to_reply", "", "time from reading to reply", "tiempo de lectura a respuesta",
            "Mean time from reading our message to the customer's next one.", "Tiempo medio desde que lee nuestro mensaje hasta el siguiente del cliente.",
            Unit.Seconds, higher: false, Sum.Of(ReadToReplyMs), Sum.Of(ReadReplied)),
        Efficiency("messages_per_contact", "", "messages per contact", "mensajes por conversación",
            "Mean number of messages by customer, agent and bot per contact with messages.",
            "Media de mensajes de cliente, agente y bot por contacto con mensajes.",
            Unit.Count, higher: false, Sum.Of(MessagesIn, MessagesAgent, MessagesBot), Sum.Of(ContactsWithMessages)),
    ];

    private static IEnumerable<Kpi> Bots() =>
    [
        Efficiency("ivr_containment", "", "IVR containment", "contención IVR",
            "Share of the contacts in the IVR that left it contained.", "Parte de los contactos en la IVR que salieron contenidos.",
            Unit.Share, higher: true, Sum.Of(IvrContained), Sum.Of(IvrEntered), "csat"),
        Efficiency("menu_drop", "", "drop in the menu", "caída por opción",
            "Share of the options taken after which the contact left the IVR with no leg ever opened; by menu and option.",
            "Parte de las opciones elegidas tras las que el contacto dejó la IVR sin abrir ningún tramo; por menú y opción.",
            Unit.Share, higher: false, Sum.Of(IvrDropped), Sum.Of(IvrSelected), "ivr_containment"),
        Bot("bot_coverage", "bot coverage", "cobertura de bot", "Share of the contacts in which a bot took part.",
            "Parte de los contactos en los que participó un bot.", true, BotEngaged, Contacts),
        Bot("bot_containment", "bot containment", "contención de bot",
            "Share of the bot's contacts closed, solved by bot or system, never handed over, without an agent's part.",
            "Parte de los contactos del bot cerrados, resueltos por bot o sistema, sin traspaso ni intervención de agente.", true, BotContained, BotEngaged),
        Bot("bot_containment_durable", "durable bot containment", "contención duradera de bot",
            "Containment without a recontact of the customer in the window.", "Contención sin recontacto del cliente en la ventana.",
            true, BotContainedDurably, BotEngaged) with { SettlesAfterDays = null, Leading = false },
        Bot("bot_abandonment", "abandonment in the bot", "abandono en el bot",
            "Share of the bot's contacts closed neither solved nor handed over.", "Parte de los contactos del bot cerrados sin resolver ni traspasar.",
            false, BotAbandoned, BotEngaged),
        Bot("handover_rate", "handover", "traspaso a humano", "Share of the bot's contacts handed over to a human.",
            "Parte de los contactos del bot traspasados a un humano.", false, HandedOver, BotEngaged),
        Bot("handover_context", "handover with context", "traspaso con contexto", "Share of the handovers that took the context along.",
            "Parte de los traspasos que llevaron el contexto.", true, HandedOverWithContext, HandedOver),
    ];

    private static Kpi Bot(
        string id, string en, string es, string definition, string definicion, bool higher, Counter numerator, Counter denominator) =>
        Efficiency(id, "", en, es, definition, definicion, Unit.Share, higher, Sum.Of(numerator), Sum.Of(denominator), "csat");
}
