using Pulso.Measures;
using Pulso.Tests.Generated;

namespace Pulso.Tests.Measures;

public sealed class HistogramTests
{
    private const long Month = 31 * 86_400_000L;
    private const int FirstCode = 3 * 4_096;

    [Fact]
    public void Buckets_are_those_of_OpenTelemetry_at_scale_5()
    {
        var random = new Random(1);
        long[] durations =
        [
            .. Enumerable.Range(0, 70_000).Select(ms => (long)ms),
            .. Enumerable.Range(0, 20_000).Select(_ => Duration(random)),
            .. Enumerable.Range(0, 22).SelectMany(power => new[] { -1L, 0, 1 }.Select(near => (1_000L << power) + near)),
        ];
        var (buckets, zeros) = OpenTelemetryHistogram.Of(durations.Select(ms => ms / 1000.0));

        var mine = durations.Where(ms => ms > 0).GroupBy(ms => Histogram.Index(ms / 1000.0))
            .ToDictionary(same => same.Key, same => same.LongCount());
        Assert.Equal(buckets.ToDictionary(), mine);
        Assert.Equal(zeros, durations.Count(ms => ms == 0));
    }

    [Theory]
    [InlineData(1, -1)]
    [InlineData(2, 31)]
    [InlineData(4, 63)]
    [InlineData(1_048_576, (20 * 32) - 1)]
    [InlineData(0.5, -33)]
    [InlineData(0.125, -97)]
    public void An_exact_power_of_two_is_the_upper_end_of_its_bucket(double seconds, int index)
    {
        Assert.Equal(index, Histogram.Index(seconds));
        Assert.Equal(index + 1, Histogram.Index(Math.BitIncrement(seconds)));
        Assert.Equal(index, Histogram.Index(Math.BitDecrement(seconds)));
    }

    [Fact]
    public void Nothing_and_less_have_a_bucket_of_their_own()
    {
        Assert.Equal(FirstCode, Histogram.Handle.Bucket(0));
        Assert.Equal(FirstCode, Histogram.Handle.Bucket(-1));
        Assert.NotEqual(FirstCode, Histogram.Handle.Bucket(1));
        Assert.Equal(0, Histogram.Handle.Quantile(Of([0, 0, 0]), 50));
    }

    [Fact]
    public void Histograms_share_no_bucket_with_each_other_nor_with_counters()
    {
        Histogram[] all = [Histogram.WaitAnswered, Histogram.WaitAbandoned, Histogram.Handle];
        var codes = all.SelectMany(histogram => new[] { 0, 1, long.MaxValue }.Select(histogram.Bucket)).ToList();
        Assert.Equal(codes.Order(), codes);
        Assert.Distinct(codes);
        Assert.True(codes[0] > Counter.All.Max(counter => counter.Code));
    }

    [Fact]
    public void A_quantile_is_within_1_1_percent_of_the_exact_nearest_rank() => Law.For(Durations, durations =>
    {
        var tally = Of(durations);
        Array.Sort(durations);
        foreach (int percent in new[] { 1, 25, 50, 90, 95, 99, 100 })
        {
            double exact = durations[(int)Math.Ceiling(durations.Length * percent / 100.0) - 1] / 1000.0;
            Assert.Equal(exact, Histogram.Handle.Quantile(tally, percent)!.Value, exact * 0.011);
        }
    });

    [Fact]
    public void Taking_durations_away_leaves_the_others() => Law.For(random => (A: Durations(random), B: Durations(random)), pair =>
    {
        var both = Of([.. pair.A, .. pair.B]);
        both.Add(Of(pair.B), -1);
        Assert.True(both.SameAs(Of(pair.A)));
        both.Add(Of(pair.A), -1);
        Assert.True(both.IsEmpty);
        Assert.Null(Histogram.Handle.Quantile(both, 50));
    });

    [Fact]
    public void Merging_is_as_good_as_counting_together() => Law.For(random => (A: Durations(random), B: Durations(random)), pair =>
    {
        var merged = Of(pair.A);
        merged.Add(Of(pair.B));
        Assert.True(merged.SameAs(Of([.. pair.B, .. pair.A])));
        Assert.Equal(pair.A.Length + pair.B.Length, Histogram.Handle.Count(merged));
    });

    [Fact]
    public void One_histogram_does_not_see_the_others()
    {
        var tally = Of([1_000]);
        tally.Add(Histogram.WaitAnswered, 9_000);
        tally.Add(Counter.Handled, 77);
        Assert.Equal(1, Histogram.Handle.Count(tally));
        Assert.Equal(0, Histogram.WaitAbandoned.Count(tally));
        Assert.Equal(1, Histogram.Handle.Quantile(tally, 100)!.Value, 0.011);
    }

    private static Tally Of(IEnumerable<long> durations)
    {
        var tally = new Tally();
        foreach (long duration in durations)
            tally.Add(Histogram.Handle, duration);
        return tally;
    }

    private static long[] Durations(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 400)).Select(_ => random.Next(20) == 0 ? 0 : Duration(random))];

    /// <summary>Up to a month, short ones as likely as long ones.</summary>
    private static long Duration(Random random) => (long)Math.Exp(random.NextDouble() * Math.Log(Month));
}
