using Pulso.Measures;
using static Pulso.Measures.Counter;

namespace Pulso.Kpis;

public static partial class Catalogue
{
    private const string Itil = "ITIL 4, Service Level Management";

    private static IEnumerable<Kpi> Sla() =>
    [
        Compliance("", "SLA compliance", "cumplimiento de SLA", "SLA clocks", "relojes de SLA",
            Sum.Of(SlaFirstReplyMet, SlaNextReplyMet, SlaResolutionMet), Sum.Of(SlaFirstReplyBreached, SlaNextReplyBreached, SlaResolutionBreached)),
        Compliance("first_reply", "SLA compliance, first reply", "cumplimiento de SLA, primera respuesta", "first-reply clocks", "relojes de primera respuesta",
            Sum.Of(SlaFirstReplyMet), Sum.Of(SlaFirstReplyBreached)),
        Compliance("next_reply", "SLA compliance, next reply", "cumplimiento de SLA, réplica", "next-reply clocks", "relojes de réplica",
            Sum.Of(SlaNextReplyMet), Sum.Of(SlaNextReplyBreached)),
        Compliance("resolution", "SLA compliance, resolution", "cumplimiento de SLA, resolución", "resolution clocks", "relojes de resolución",
            Sum.Of(SlaResolutionMet), Sum.Of(SlaResolutionBreached)),
    ];

    /// <summary>Final when contacts can no longer change: a late event may still pause, meet or end a clock.</summary>
    private static Kpi Compliance(string variant, string en, string es, string clocks, string relojes, Sum met, Sum breached) => Efficiency(
        "sla_compliance", variant, en, es,
        $"Share of the {clocks} that were met by their target, of those met or breached.",
        $"Parte de los {relojes} cumplidos en su objetivo, entre los cumplidos e incumplidos.",
        Unit.Share, higher: true, met, Sum.Of([.. met.Plus, .. breached.Plus]), "cost_per_contact") with
    { SettlesAfterDays = null, Source = Itil };
}
