using Pulso.Kpis;

namespace Pulso.Panels;

/// <summary>A figure that four earlier ones would not have let expect.</summary>
/// <param name="Low">The lower end of where it was to be expected.</param>
/// <param name="Distance">How many times the half width of that it lies from the middle: above 1.</param>
public sealed record Outlier(KpiRow Row, double Mean, double Low, double High, double Distance)
{
    private const int Earlier = 4;
    private const double Student = 3.182446305284263; // the 97.5th percentile of Student's t with 3 degrees of freedom

    /// <summary>
    /// The figure, if it lies outside of the 95 % prediction interval of the four before it: mean ± t · s · √(1 + 1/4). Null where it does not, where
    /// one of the five is missing or rests on too few, or where the four were equal, so that they say nothing of how it varies.
    /// </summary>
    /// <remarks>G. J. Hahn and W. Q. Meeker, Statistical Intervals (1991), section 4.7.</remarks>
    public static Outlier? Of(KpiRow row, IEnumerable<KpiRow> before)
    {
        var known = before.Where(earlier => earlier.Figure.Value is not null && !earlier.IsSmallSample).Select(earlier => earlier.Figure.Value!.Value).ToList();
        if (row.Figure.Value is not { } value || row.IsSmallSample || known.Count != Earlier)
            return null;
        double mean = known.Average();
        double half = Student * Math.Sqrt(known.Sum(earlier => (earlier - mean) * (earlier - mean)) / (Earlier - 1) * (1 + (1.0 / Earlier)));
        double distance = Math.Abs(value - mean) / half;
        return half > 0 && distance > 1 ? new Outlier(row, mean, mean - half, mean + half, distance) : null;
    }
}
