using Pulso.Measures;
using static Pulso.Measures.Counter;

namespace Pulso.Kpis;

public static partial class Catalogue
{
    private static IEnumerable<Kpi> Agents() =>
    [
        OfAgents("occupancy", "occupancy", "ocupación",
            "Share of the time in contacts and wrap-up in that and the time ready for contacts.",
            "Parte del tiempo en contactos y cierre sobre ese y el tiempo disponible.",
            Unit.ShareOfTime, Sum.Of(ContactMs, WrapStateMs), Sum.Of(ContactMs, WrapStateMs, AvailableMs), "csat"),
        OfAgents("utilisation", "utilisation", "utilización",
            "Share of the time in contacts and wrap-up in the connected time.", "Parte del tiempo en contactos y cierre sobre el tiempo conectado.",
            Unit.ShareOfTime, Sum.Of(ContactMs, WrapStateMs), Sum.Of(ConnectedMs), "csat"),
        OfAgents("adherence", "adherence", "adherencia",
            "Share of the planned time in a state of the planned kind.", "Parte del tiempo planificado en un estado de la clase planificada.",
            Unit.ShareOfTime, Sum.Of(AdherentMs), Sum.Of(PlannedMs)),
        OfAgents("concurrency", "concurrency", "concurrencia",
            "Handle time per time in contacts: how many are worked on at once.", "Tiempo de gestión por tiempo en contactos: cuántos se llevan a la vez.",
            Unit.TimePerTime, Sum.Of(TalkMs, HoldMs, WrapMs), Sum.Of(ContactMs), "quality"),
        OfAgents("productivity", "productivity", "productividad",
            "Agent legs per connected hour.", "Tramos de agente por hora conectada.",
            Unit.PerHour, Sum.Of(Handled), Sum.Of(ConnectedMs), "quality"),
    ];

    private static Kpi OfAgents(
        string id, string en, string es, string definition, string definicion, Unit unit, Sum numerator, Sum denominator, string? tradeOff = null) =>
        Efficiency(id, "", en, es, definition, definicion, unit, higher: true, numerator, denominator, tradeOff) with { AllDirections = true };
}
