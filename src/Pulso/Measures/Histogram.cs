namespace Pulso.Measures;

/// <summary>
/// A distribution of durations as exponential bucket counts: OpenTelemetry's mapping at the fixed scale 5, in seconds.
/// Bucket i holds (base^i, base^(i+1)] with base = 2^(1/32); the relative error of a quantile is at most 1.083 %.
/// </summary>
/// <remarks>Its buckets are counters of a <see cref="Tally"/>, so histograms add and subtract like everything else; nothing is clamped.</remarks>
/// <param name="Number">The stored number of the histogram, from 1.</param>
public sealed record Histogram(int Number, string Name, Anchor Anchor)
{
    private const int PerOctave = 32;
    private const int Span = 4_096;
    private const int ZeroIndex = 1_024;

    private static readonly double[] Thresholds = [.. Enumerable.Range(0, PerOctave).Select(k => Math.Pow(2, k / (double)PerOctave))];

    public static readonly Histogram WaitAnswered = new(1, "wait_answered", Anchor.Leg);
    public static readonly Histogram WaitAbandoned = new(2, "wait_abandoned", Anchor.Leg);
    public static readonly Histogram Handle = new(3, "handle", Anchor.AgentLeg);

    public static readonly Histogram FirstReplyHuman = new(4, "first_reply_human", Anchor.Start);
    public static readonly Histogram Resolution = new(5, "resolution", Anchor.Resolution);

    /// <summary>Every histogram.</summary>
    public static IReadOnlyList<Histogram> All => [WaitAnswered, WaitAbandoned, Handle, FirstReplyHuman, Resolution];

    /// <summary>The code of the counter that a duration of so many milliseconds adds one to.</summary>
    public int Bucket(long milliseconds) => (Number * Span) + BucketOf(milliseconds);

    /// <summary>The bucket of a duration, whatever the histogram: 0 for nothing, else so many steps above the smallest.</summary>
    public static int BucketOf(long milliseconds) => milliseconds <= 0 ? 0 : ZeroIndex + Index(milliseconds / 1000.0);

    /// <summary>The bounds of a bucket in milliseconds: above the lower one, up to and with the upper.</summary>
    public static (double Lower, double Upper) BoundsMs(int bucket) => bucket == 0
        ? (0, 0)
        : (1_000 * Math.Pow(2, (bucket - ZeroIndex) / (double)PerOctave), 1_000 * Math.Pow(2, (bucket - ZeroIndex + 1) / (double)PerOctave));

    /// <summary>How many durations the tally holds.</summary>
    public long Count(Tally tally) => Buckets(tally).Sum(bucket => bucket.Count);

    /// <summary>The quantile by nearest rank, in seconds: 2·lo·hi/(lo+hi) of its bucket; null without durations.</summary>
    /// <param name="percent">1 to 100.</param>
    public double? Quantile(Tally tally, int percent)
    {
        long rank = ((Count(tally) * percent) + 99) / 100;
        foreach (var (code, count) in Buckets(tally))
        {
            rank -= count;
            if (rank <= 0 && count > 0)
                return Middle(BucketOfCode(code));
        }
        return null;
    }

    /// <summary>The index of the bucket that holds a positive number of seconds.</summary>
    internal static int Index(double seconds)
    {
        long bits = BitConverter.DoubleToInt64Bits(seconds);
        int exponent = (int)((bits >> 52) & 0x7ff) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0xf_ffff_ffff_ffff) | (1023L << 52));
        int above = 0;
        while (above < PerOctave && Thresholds[above] < mantissa)
            above++;
        return (exponent * PerOctave) + above - 1;
    }

    private static double Middle(int offset)
    {
        if (offset == 0)
            return 0;
        double low = Math.Pow(2, (offset - ZeroIndex) / (double)PerOctave);
        double high = Math.Pow(2, (offset - ZeroIndex + 1) / (double)PerOctave);
        return 2 * low * high / (low + high);
    }

    /// <summary>The first code of any histogram: those below are counters.</summary>
    public const int FirstCode = Span;

    /// <summary>The bucket that a code of this histogram stands for.</summary>
    public int BucketOfCode(int code) => code - (Number * Span);

    /// <summary>The codes of this histogram that a tally holds, in order of durations, and their counts.</summary>
    public IEnumerable<(int Code, long Count)> Buckets(Tally tally) => tally.Between(Number * Span, (Number + 1) * Span);
}
