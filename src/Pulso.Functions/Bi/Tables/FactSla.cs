using Pulso.Facts;
using Pulso.Measures;
using Pulso.Sla;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The SLA clocks that started on a business day, each as it stands by now (contract, section 4).</summary>
public static class FactSla
{
    public static readonly BiTable Table = new("fact_sla", "date",
    [
        new("tenant", "text"), new("date", "date"), new("contact", "text"), new("clock", "text"), new("sequence", "integer", Unit: "count"),
        new("channel", "text"), new("queue", "text"), new("priority", "text"), new("target_ms", "integer", Unit: "ms"),
        new("started_utc", "instant"), new("due_utc", "instant"), new("met_utc", "instant"),
        new("paused_ms", "integer", Additive: true, "ms"), new("state", "text"),
    ]);

    /// <summary>Instants to the millisecond: dues are exact.</summary>
    public static string[] Row(string tenant, DateOnly date, Dimensions dimensions, SlaFact fact) =>
    [
        tenant, CsvFile.Text(date), fact.Contact, fact.Clock, CsvFile.Text(fact.Sequence), dimensions.Channel, dimensions.Queue, dimensions.Priority,
        CsvFile.Text(fact.TargetMs), FactContact.Instant(fact.StartedMs) ?? "", FactContact.Instant(fact.DueMs) ?? "",
        FactContact.Instant(fact.MetMs) ?? "", CsvFile.Text(fact.PausedMs), fact.State,
    ];
}
