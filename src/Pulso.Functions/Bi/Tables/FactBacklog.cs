using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Bi.Tables;

/// <summary>What is open at a business day's end, by dimensions and bucket of age.</summary>
public static class FactBacklog
{
    public static readonly BiTable Table = new("fact_backlog", "date",
    [
        new("tenant", "text"), new("date", "date"), new("as_of_utc", "instant"), new("channel", "text"), new("direction", "text"),
        new("queue", "text"), new("reason", "text"), new("priority", "text"), new("bucket", "integer"),
        new("lower_ms", "number", Unit: "ms"), new("upper_ms", "number", Unit: "ms"),
        // Additive over dimensions of one day, not over days.
        new("open", "integer", Unit: "count"), new("age_ms", "integer", Unit: "ms"),
    ]);

    /// <param name="balance">What is open at the end of the day.</param>
    /// <param name="nowMs">Ages of a running day are those of now.</param>
    public static IEnumerable<string[]> Rows(TenantSettings settings, DateOnly date, Cells balance, long nowMs)
    {
        long asOfMs = Math.Min(nowMs, settings.Calendar.EndOfDay(date));
        return balance.All
            .Where(cell => cell.Key.Kind == FacetKind.Open)
            .GroupBy(cell => (cell.Key.Dimensions, Bucket: Histogram.BucketOf(asOfMs - cell.Key.Facet!.StartMs)))
            .OrderBy(group => group.Key.Dimensions).ThenBy(group => group.Key.Bucket)
            .Select(group => Row(settings.Tenant, date, asOfMs, group.Key.Dimensions, group.Key.Bucket, [.. group]));
    }

    private static string[] Row(
        string tenant, DateOnly date, long asOfMs, Dimensions dimensions, int bucket, List<KeyValuePair<CellKey, Tally>> cells)
    {
        var (lower, upper) = Histogram.BoundsMs(bucket);
        return
        [
            tenant, CsvFile.Text(date), CsvFile.Instant(asOfMs), dimensions.Channel, dimensions.Direction, dimensions.Queue, dimensions.Reason,
            dimensions.Priority, CsvFile.Text(bucket), CsvFile.Text(lower), CsvFile.Text(upper),
            CsvFile.Text(cells.Sum(cell => cell.Value[Counter.Open])),
            CsvFile.Text(cells.Sum(cell => cell.Value[Counter.Open] * (asOfMs - cell.Key.Facet!.StartMs))),
        ];
    }
}
