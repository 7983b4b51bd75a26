namespace Pulso.Bench.Soak;

/// <summary>Whether a series stays where it is: the medians of its first and last quarter, and the line of least squares through all of it.</summary>
/// <param name="PerHour">The slope of that line.</param>
/// <param name="Noise">How far the middle half of the series spreads: what is within it says nothing.</param>
internal readonly record struct Trend(double First, double Last, double PerHour, double Noise)
{
    private const double Tolerated = 0.05;

    /// <summary>True where the last quarter lies no more than 5 % above the first, or no further than the series spreads anyway.</summary>
    public bool IsFlat => Last - First <= Math.Max(Tolerated * First, Noise);

    public static Trend Of(IReadOnlyList<Sample> samples, Func<Sample, double> value)
    {
        double[] values = [.. samples.Select(value)];
        int quarter = Math.Max(1, values.Length / 4);
        double meanMinutes = samples.Average(sample => sample.MinutesIn), mean = values.Average();
        double along = samples.Sum(sample => Math.Pow(sample.MinutesIn - meanMinutes, 2));
        double slope = samples.Sum(sample => (sample.MinutesIn - meanMinutes) * (value(sample) - mean)) / Math.Max(along, double.Epsilon);
        return new Trend(Median(values[..quarter]), Median(values[^quarter..]), slope * 60, Quantile(values, 0.75) - Quantile(values, 0.25));
    }

    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)(share * (sorted.Length - 1))];
    }
}
