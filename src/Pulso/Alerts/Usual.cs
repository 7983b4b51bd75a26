namespace Pulso.Alerts;

/// <summary>What a figure usually is at one time of the week: the median of the same weekday and interval of up to eight weeks, and how far they spread.</summary>
/// <remarks>
/// The distance is the modified z-score of B. Iglewicz and D. Hoaglin, How to Detect and Handle Outliers (1993): (x − median) / (1.4826 × MAD), the MAD
/// being the median of |xᵢ − median|; 1.4826 makes it the standard deviation where values are normal. Eight equal values have a MAD of 0, and a
/// figure of few contacts a small one by chance: so the spread is never taken as less than <paramref name="LeastSpread"/>.
/// </remarks>
/// <param name="LeastSpread">What chance alone spreads.</param>
public sealed record Usual(double Median, double Spread, double LeastSpread)
{
    /// <summary>How many weeks back are looked at.</summary>
    public const int Weeks = 8;

    /// <summary>Fewer weeks than this are no usual.</summary>
    public const int LeastWeeks = 4;

    private const double ToStandardDeviation = 1.4826;

    /// <returns>Null where too few weeks are known.</returns>
    /// <param name="leastSpread">Of a median, what chance alone spreads.</param>
    public static Usual? Of(IReadOnlyList<double> weeks, Func<double, double> leastSpread)
    {
        if (weeks.Count < LeastWeeks)
            return null;
        double median = MedianOf(weeks);
        return new Usual(median, ToStandardDeviation * MedianOf([.. weeks.Select(value => Math.Abs(value - median))]), leastSpread(median));
    }

    /// <summary>How many robust deviations a value lies above the median; below it, negative.</summary>
    public double Distance(double value) => (value - Median) / Math.Max(Math.Max(Spread, LeastSpread), double.Epsilon);

    private static double MedianOf(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
