using Pulso.Measures;

namespace Pulso.Kpis;

/// <summary>A KPI's value over some cells, with what it was made of.</summary>
/// <param name="Value">In the KPI's unit; null where there is no data.</param>
/// <param name="Numerator">In the KPI's unit, so that value = numerator / denominator; null for a quantile.</param>
/// <param name="Denominator">Null for a sum and for a quantile.</param>
/// <param name="N">How many observations it rests on.</param>
/// <param name="Low">The lower end of the 95 % interval (Wilson) of a share; null for all else.</param>
/// <param name="High">Its upper end.</param>
public sealed record Figure(double? Value, decimal? Numerator, decimal? Denominator, long N, double? Low, double? High)
{
    public static readonly Figure None = new(null, null, null, 0, null, null);

    /// <summary>The figure of a tally.</summary>
    public static Figure Of(Kpi kpi, Tally tally)
    {
        if (kpi.Quantile is { } quantile)
            return new Figure(quantile.Histogram.Quantile(tally, quantile.Percent), null, null, quantile.Histogram.Count(tally), null, null);
        long scale = kpi.Unit == Unit.Seconds ? 1_000 : 1;
        long numerator = kpi.Numerator!.In(tally);
        if (kpi.Denominator is null)
            return tally.IsEmpty ? None : new Figure((double)numerator / scale, numerator / (decimal)scale, null, numerator, null, null);
        long denominator = kpi.Denominator.In(tally);
        if (denominator == 0)
            return new Figure(null, numerator / (decimal)scale, 0, 0, null, null);
        var (low, high) = kpi.Unit == Unit.Share ? Wilson(numerator, denominator) : (null, null);
        return new Figure(numerator / ((double)denominator * scale), numerator / (decimal)scale, denominator, denominator, low, high);
    }

    /// <summary>The Wilson score interval at 95 % of a share; none where the ratio is not a share of its denominator.</summary>
    /// <remarks>E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).</remarks>
    internal static (double? Low, double? High) Wilson(long part, long whole)
    {
        if (part < 0 || part > whole)
            return (null, null);
        const double Z = 1.959963984540054;
        double share = (double)part / whole;
        double scale = 1 + (Z * Z / whole);
        double middle = (share + (Z * Z / (2 * whole))) / scale;
        double half = Z * Math.Sqrt((share * (1 - share) / whole) + (Z * Z / (4.0 * whole * whole))) / scale;
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
