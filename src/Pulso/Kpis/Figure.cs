using Pulso.Measures;
using Pulso.Timelines.Contacts;

namespace Pulso.Kpis;

/// <summary>A KPI's value over some cells, with what it was made of.</summary>
/// <param name="Value">In the KPI's unit; null where there is no data.</param>
/// <param name="Numerator">In the KPI's unit, so that value = numerator / denominator; null for a quantile.</param>
/// <param name="Denominator">Null for a sum and for a quantile.</param>
/// <param name="N">How many observations it rests on.</param>
/// <param name="Low">The lower end of the 95 % interval, of shares (Wilson) and of NPS; null for all else.</param>
/// <param name="High">Its upper end.</param>
public sealed record Figure(double? Value, decimal? Numerator, decimal? Denominator, long N, double? Low, double? High)
{
    internal const double Z = 1.959963984540054; // the normal distribution's 97.5th percentile

    public static readonly Figure None = new(null, null, null, 0, null, null);

    /// <summary>The figure of a tally of agents' cells, where contacts are shared in thousandths.</summary>
    internal static Figure OfAgents(Kpi kpi, Tally tally) => Of(kpi, tally, kpi.IsCredited ? Credit.Whole : 1);

    /// <summary>The figure of a tally.</summary>
    public static Figure Of(Kpi kpi, Tally tally) => Of(kpi, tally, 1);

    /// <param name="parts">Into how many parts the counters divide what they count.</param>
    private static Figure Of(Kpi kpi, Tally tally, long parts)
    {
        if (kpi.Quantile is { } quantile)
            return new Figure(quantile.Histogram.Quantile(tally, quantile.Percent), null, null, quantile.Histogram.Count(tally), null, null);
        var unit = kpi.Unit;
        long numerator = kpi.Numerator!.In(tally);
        decimal scaled = numerator * unit.Times / (decimal)(unit.Over * parts);
        if (kpi.Denominator is null)
            return tally.IsEmpty ? None : new Figure((double)scaled, scaled, null, Whole(numerator, parts), null, null);
        if (kpi.ZeroIsUnknown && numerator == 0)
            return None;
        long denominator = kpi.Denominator.In(tally);
        if (denominator == 0)
            return new Figure(null, scaled, 0, 0, null, null);
        double value = numerator * unit.Times / ((double)denominator / unit.Per * unit.Over);
        long sample = Whole(kpi.Sample is null ? denominator : tally[kpi.Sample], parts * unit.Per);
        var (low, high) = unit == Unit.Share && !kpi.IsWeighted ? Wilson(numerator / (double)parts, denominator / (double)parts)
            : unit == Unit.Points ? Net(kpi.Numerator, tally, denominator)
            : (null, null);
        return new Figure(value, scaled, denominator / (decimal)(parts * unit.Per), sample, low, high);
    }

    private static long Whole(long counted, long parts) =>
        parts == 1 ? counted : (long)Math.Round(counted / (decimal)parts, MidpointRounding.AwayFromZero);

    /// <summary>A net score after less before, with the 95 % interval of the difference of two independent samples; null where either has no answer.</summary>
    internal static Figure Shift(Kpi kpi, Tally before, Tally after)
    {
        var (from, to) = (Of(kpi, before), Of(kpi, after));
        if (from.Value is null || to.Value is null)
            return None with { N = from.N + to.N };
        double value = to.Value.Value - from.Value.Value;
        double half = 100 * Z * Math.Sqrt(
            (Variance(kpi.Numerator!, before, from.N) / from.N) + (Variance(kpi.Numerator!, after, to.N) / to.N));
        return new Figure(value, null, null, from.N + to.N, value - half, value + half);
    }

    /// <summary>One figure less another, of two independent samples; with the 95 % interval of the difference for shares and NPS.</summary>
    /// <remarks>
    /// From the two intervals: R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in
    /// Medicine 17 (1998), method 10. Of means no spread is kept, and of weighted shares none that would hold: they have no interval.
    /// </remarks>
    internal static Figure Difference(Kpi kpi, Figure of, Figure from)
    {
        if (of.Value is not { } value || from.Value is not { } other)
            return None with { N = of.N + from.N };
        double difference = value - other;
        if (kpi.Sample is not null || (of.Low, of.High, from.Low, from.High) is not ({ } low, { } high, { } otherLow, { } otherHigh))
            return new Figure(difference, null, null, of.N + from.N, null, null);
        return new Figure(
            difference, null, null, of.N + from.N,
            difference - Math.Sqrt(Square(value - low) + Square(otherHigh - other)), difference + Math.Sqrt(Square(high - value) + Square(other - otherLow)));
    }

    private static double Square(double value) => value * value;

    /// <summary>The 95 % interval of an NPS, from the variance of its answers: p(1−p) + d(1−d) + 2pd.</summary>
    private static (double? Low, double? High) Net(Sum net, Tally tally, long answers)
    {
        double half = Z * Math.Sqrt(Variance(net, tally, answers) / answers);
        double value = net.In(tally) / (double)answers;
        return (100 * Math.Max(-1, value - half), 100 * Math.Min(1, value + half));
    }

    private static double Variance(Sum net, Tally tally, long answers)
    {
        double promoters = net.Plus.Sum(counter => tally[counter]) / (double)answers;
        double detractors = net.Minus.Sum(counter => tally[counter]) / (double)answers;
        return (promoters * (1 - promoters)) + (detractors * (1 - detractors)) + (2 * promoters * detractors);
    }

    /// <summary>The Wilson score interval at 95 % of a share; none where the ratio is not a share of its denominator.</summary>
    /// <remarks>E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).</remarks>
    internal static (double? Low, double? High) Wilson(double part, double whole)
    {
        if (part < 0 || part > whole)
            return (null, null);
        double share = part / whole;
        double scale = 1 + (Z * Z / whole);
        double middle = (share + (Z * Z / (2 * whole))) / scale;
        double half = Z * Math.Sqrt((share * (1 - share) / whole) + (Z * Z / (4.0 * whole * whole))) / scale;
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
