using System.Globalization;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Sla;

namespace Pulso.Functions.Bi;

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

    public static CsvFile File(TenantSettings settings, DateOnly date, Cells facts) => CsvFile.Of(
        Table, CsvFile.Text(date),
        facts.All.Where(cell => cell.Key.Kind == FacetKind.SlaClock)
            .Select(cell => (cell.Key.Dimensions, Fact: SlaFact.Read(cell.Key.Facet!)))
            .OrderBy(row => row.Fact.StartedMs).ThenBy(row => row.Fact.Contact, StringComparer.Ordinal)
            .ThenBy(row => row.Fact.Clock, StringComparer.Ordinal).ThenBy(row => row.Fact.Sequence)
            .Select(row => Row(settings.Tenant, date, row.Dimensions, row.Fact)));

    private static string[] Row(string tenant, DateOnly date, Dimensions dimensions, SlaFact fact) =>
    [
        tenant, CsvFile.Text(date), fact.Contact, fact.Clock, CsvFile.Text(fact.Sequence), dimensions.Channel, dimensions.Queue, dimensions.Priority,
        CsvFile.Text(fact.TargetMs), Instant(fact.StartedMs), Instant(fact.DueMs), Instant(fact.MetMs), CsvFile.Text(fact.PausedMs), fact.State,
    ];

    /// <summary>To the millisecond: dues are exact.</summary>
    private static string Instant(long? milliseconds) => milliseconds is { } ms
        ? DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        : "";
}
