using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The additive counters per interval and dimensions (contract, section 4).</summary>
public static class FactInterval
{
    private static readonly CounterColumns Counters = new(Counter.Of(FacetKind.Whole));

    public static readonly BiTable Table = new("fact_interval", "date",
    [
        new("tenant", "text"), new("date", "date"), new("interval_start_utc", "instant"), new("time_local", "text"),
        new("utc_offset_min", "integer", Unit: "min"), new("channel", "text"), new("direction", "text"), new("queue", "text"),
        new("reason", "text"), new("priority", "text"),
        .. Counters.Columns,
    ]);

    /// <summary>True for a cell that has a row.</summary>
    public static bool Takes(CellKey key, Tally tally) => key.Kind == FacetKind.Whole && Counters.Any(tally);

    public static string[] Row(TenantSettings settings, CellKey key, Tally tally)
    {
        var (time, offset) = settings.Calendar.LocalTime(key.IntervalMs);
        var dimensions = key.Dimensions;
        return Counters.Row(
        [
            settings.Tenant, CsvFile.Text(key.Date), CsvFile.Instant(key.IntervalMs), time, CsvFile.Text(offset),
            dimensions.Channel, dimensions.Direction, dimensions.Queue, dimensions.Reason, dimensions.Priority,
        ], tally);
    }
}
