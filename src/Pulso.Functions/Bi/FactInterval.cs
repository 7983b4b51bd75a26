using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Bi;

/// <summary>The additive counters per interval and dimensions (contract, section 4).</summary>
public static class FactInterval
{
    private static readonly CounterColumns Columns = new(Counter.Of(FacetKind.Whole));

    public static readonly BiTable Table = new("fact_interval", "date",
    [
        new("tenant", "text"), new("date", "date"), new("interval_start_utc", "instant"), new("time_local", "text"),
        new("utc_offset_min", "integer", Unit: "min"), new("channel", "text"), new("direction", "text"), new("queue", "text"),
        new("reason", "text"), new("priority", "text"),
        .. Counter.Of(FacetKind.Whole).Select(counter => new Column(counter.Name, "integer", Additive: true, UnitOf(counter))),
    ]);

    /// <summary>True for a cell that has a row.</summary>
    public static bool Takes(CellKey key, Tally tally) => key.Kind == FacetKind.Whole && Columns.Any(tally);

    private static string UnitOf(Counter counter) => counter.Name.EndsWith("_ms", StringComparison.Ordinal) ? "ms"
        : counter.Name.EndsWith("_amount", StringComparison.Ordinal) ? "thousandths of the currency"
        : counter == Counter.ForecastContacts ? "thousandths" : "count";

    public static string[] Row(TenantSettings settings, CellKey key, Tally tally)
    {
        var (time, offset) = settings.Calendar.LocalTime(key.IntervalMs);
        var dimensions = key.Dimensions;
        return Columns.Row(
        [
            settings.Tenant, CsvFile.Text(key.Date), CsvFile.Instant(key.IntervalMs), time, CsvFile.Text(offset),
            dimensions.Channel, dimensions.Direction, dimensions.Queue, dimensions.Reason, dimensions.Priority,
        ], tally);
    }
}
