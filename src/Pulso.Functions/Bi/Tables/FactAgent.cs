using Pulso.Measures;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The agents' share of the contacts' counters per interval and dimensions: their own legs whole, what is credited in thousandths.</summary>
public static class FactAgent
{
    private static readonly CounterColumns Counters = new([.. Counter.Of(FacetKind.Agent).Where(counter => counter.Anchor != Anchor.Time)], byShare: true);

    public static readonly BiTable Table = new("fact_agent", "date",
    [
        new("tenant", "text"), new("date", "date"), new("interval_start_utc", "instant"), new("agent", "text"), new("channel", "text"),
        new("direction", "text"), new("queue", "text"), new("reason", "text"), new("priority", "text"),
        .. Counters.Columns,
    ]);

    /// <summary>True if any of its counters are there.</summary>
    public static bool Takes(Tally tally) => Counters.Any(tally);

    public static string[] Row(string tenant, CellKey key, Tally tally) => Counters.Row(
    [
        tenant, CsvFile.Text(key.Date), CsvFile.Instant(key.IntervalMs), key.Facet!.First, key.Dimensions.Channel, key.Dimensions.Direction,
        key.Dimensions.Queue, key.Dimensions.Reason, key.Dimensions.Priority,
    ], tally);
}
