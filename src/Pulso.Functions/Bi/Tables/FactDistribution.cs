using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Bi.Tables;

/// <summary>A business day's durations as counts per bucket, at full scale: what percentiles are made of, and what may be added.</summary>
public sealed class FactDistribution(TenantSettings settings, DateOnly date)
{
    public static readonly BiTable Table = new("fact_distribution", "date",
    [
        new("tenant", "text"), new("date", "date"), new("channel", "text"), new("direction", "text"), new("queue", "text"), new("reason", "text"),
        new("priority", "text"), new("measure", "text"), new("bucket", "integer"), new("lower_ms", "number", Unit: "ms"),
        new("upper_ms", "number", Unit: "ms"), new("count", "integer", Additive: true, "count"),
    ]);

    private readonly Dictionary<Dimensions, Tally> sums = [];
    private readonly Dictionary<int, (string Bucket, string Lower, string Upper)> buckets = []; // few, and in many rows
    private readonly string dateText = CsvFile.Text(date);

    public void Add(CellKey key, Tally tally)
    {
        if (key.Kind != FacetKind.Whole)
            return;
        foreach (var (code, count) in tally.Between(Histogram.FirstCode, int.MaxValue))
        {
            if (!sums.TryGetValue(key.Dimensions, out var sum))
                sums.Add(key.Dimensions, sum = new Tally());
            sum.Add(code, count);
        }
    }

    public IEnumerable<string[]> Rows() =>
        from sum in sums.OrderBy(sum => sum.Key)
        from histogram in Histogram.All
        from bucket in histogram.Buckets(sum.Value)
        select Row(sum.Key, histogram, histogram.BucketOfCode(bucket.Code), bucket.Count);

    private string[] Row(Dimensions dimensions, Histogram histogram, int bucket, long count)
    {
        if (!buckets.TryGetValue(bucket, out var of))
        {
            var (lower, upper) = Histogram.BoundsMs(bucket);
            buckets.Add(bucket, of = (CsvFile.Text(bucket), CsvFile.Text(lower), CsvFile.Text(upper)));
        }
        return
        [
            settings.Tenant, dateText, dimensions.Channel, dimensions.Direction, dimensions.Queue, dimensions.Reason, dimensions.Priority, histogram.Name,
            of.Bucket, of.Lower, of.Upper, CsvFile.Text(count),
        ];
    }
}
