using Pulso.Measures;

namespace Pulso.Functions.Bi;

/// <summary>The agents' time per interval: by state, planned, and as planned.</summary>
public static class FactAgentTime
{
    private static readonly Counter[] Counters = [.. Counter.Of(FacetKind.Agent).Where(counter => counter.Anchor == Anchor.Time)];

    public static readonly BiTable Table = new("fact_agent_time", "date",
    [
        new("tenant", "text"), new("date", "date"), new("interval_start_utc", "instant"), new("agent", "text"),
        .. Counters.Select(counter => new Column(counter.Name, "integer", Additive: true, UnitOf(counter))),
    ]);

    /// <summary>True if any of its counters are there.</summary>
    public static bool Takes(Tally tally) => Counters.Any(counter => tally[counter] != 0);

    public static string[] Row(string tenant, CellKey key, Tally tally) =>
    [
        tenant, CsvFile.Text(key.Date), CsvFile.Instant(key.IntervalMs), key.Facet!.First, .. Counters.Select(counter => CsvFile.Text(tally[counter])),
    ];

    internal static string UnitOf(Counter counter) => counter.Name.EndsWith("_ms", StringComparison.Ordinal) ? "ms" : "count";
}
