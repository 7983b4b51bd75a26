using Pulso.Measures;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The agents' time per interval: by state, planned, and as planned.</summary>
public static class FactAgentTime
{
    private static readonly CounterColumns Counters = new([.. Counter.Of(FacetKind.Agent).Where(counter => counter.Anchor == Anchor.Time)]);

    public static readonly BiTable Table = new("fact_agent_time", "date",
    [
        new("tenant", "text"), new("date", "date"), new("interval_start_utc", "instant"), new("agent", "text"),
        .. Counters.Columns,
    ]);

    /// <summary>True if any of its counters are there.</summary>
    public static bool Takes(Tally tally) => Counters.Any(tally);

    public static string[] Row(string tenant, CellKey key, Tally tally) =>
        Counters.Row([tenant, CsvFile.Text(key.Date), CsvFile.Instant(key.IntervalMs), key.Facet!.First], tally);
}
