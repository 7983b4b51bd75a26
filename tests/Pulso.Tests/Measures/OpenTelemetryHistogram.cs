using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Pulso.Tests.Measures;

/// <summary>OpenTelemetry's own exponential histogram at scale 5: says in which buckets it puts a number of seconds.</summary>
internal static class OpenTelemetryHistogram
{
    /// <summary>How many of the values lie in each bucket, by its index; and how many are zero.</summary>
    public static (SortedDictionary<int, long> Buckets, long Zeros) Of(IEnumerable<double> seconds)
    {
        string name = $"oracle-{Guid.NewGuid()}";
        using var meter = new Meter(name);
        using var exported = new Exported();
        using var provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(name)
            .AddView("durations", new Base2ExponentialBucketHistogramConfiguration { MaxScale = 5, MaxSize = 4_096 })
            .AddReader(new BaseExportingMetricReader(exported))
            .Build();
        var durations = meter.CreateHistogram<double>("durations");
        foreach (double value in seconds)
            durations.Record(value);
        provider.ForceFlush();
        Assert.Equal(5, exported.Scale);
        return (exported.Buckets, exported.Zeros);
    }

    private sealed class Exported : BaseExporter<Metric>
    {
        public SortedDictionary<int, long> Buckets { get; } = [];

        public long Zeros { get; private set; }

        public int Scale { get; private set; }

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
            {
                foreach (ref readonly var point in metric.GetMetricPoints())
                    Read(point.GetExponentialHistogramData());
            }
            return ExportResult.Success;
        }

        private void Read(ExponentialHistogramData data)
        {
            (Scale, Zeros) = (data.Scale, data.ZeroCount);
            Buckets.Clear();
            int index = data.PositiveBuckets.Offset;
            foreach (long count in data.PositiveBuckets)
            {
                if (count > 0)
                    Buckets.Add(index, count);
                index++;
            }
        }
    }
}
