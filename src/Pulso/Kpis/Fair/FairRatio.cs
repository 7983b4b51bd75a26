using Pulso.Measures;

namespace Pulso.Kpis.Fair;

/// <summary>What an agent had against what the others of the peer group would have had with the same contacts.</summary>
/// <param name="Observed">The agent's own rate; null below the minimum sample, as all else then.</param>
/// <param name="Expected">The others' rate at the agent's mix.</param>
/// <param name="Ratio">Observed / expected: 1 is like the peers; null where they are expected to have none.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="N">The agent's sample, of work that the others do too; contacts by share and rounded.</param>
public sealed record FairRatio(string Kpi, double? Observed, double? Expected, double? Ratio, double? Low, double? High, long N, bool IsHidden)
{
    public bool IsHigh => Low > 1;

    public bool IsLow => High < 1;

    /// <summary>Indirect standardisation: in each kind of work the others' rate times the agent's own denominator; what no other does is left out.</summary>
    /// <remarks>
    /// N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research II (1987), chapter 2. The interval is that of a ratio of two independent
    /// sums, both with the variance under the others' rates: the others are few, and chance moves them too.
    /// </remarks>
    internal static FairRatio Of(FairMeasure measure, IEnumerable<(Tally Own, Tally Others)> kinds, long minimumSample)
    {
        double observed = 0, expected = 0, denominator = 0, sample = 0, variance = 0, varianceOfExpected = 0;
        foreach (var (own, others) in kinds)
        {
            double size = measure.Denominator.In(own);
            double othersSize = measure.Denominator.In(others);
            if (size == 0 || othersSize == 0)
                continue;
            double rate = measure.Numerator.In(others) / othersSize;
            observed += measure.Numerator.In(own);
            expected += rate * size;
            denominator += size;
            sample += own[measure.Sample];
            variance += Variance(measure, own, size, rate);
            varianceOfExpected += Variance(measure, others, othersSize, rate) * size / othersSize * size / othersSize;
        }
        long whole = (long)Math.Round(sample / measure.Parts, MidpointRounding.AwayFromZero);
        if (whole < minimumSample || denominator == 0)
            return new FairRatio(measure.Kpi, null, null, null, null, null, whole, IsHidden: true);
        double over = denominator * (measure.Sample == Counter.Handled ? 1_000 : 1); // milliseconds are told in seconds
        if (expected <= 0)
            return new FairRatio(measure.Kpi, observed / over, 0, null, null, null, whole, IsHidden: false);
        double ratio = observed / expected;
        double half = Figure.Z * Math.Sqrt(variance + (ratio * ratio * varianceOfExpected)) / expected;
        return new FairRatio(
            measure.Kpi, observed / over, expected / over, ratio, Math.Max(0, ratio - half), ratio + half, whole, IsHidden: false);
    }

    private static double Variance(FairMeasure measure, Tally tally, double size, double rate)
    {
        double n = tally[measure.Sample];
        return n == 0 ? 0 : n * measure.Parts * measure.VarianceOfOne(rate, size / n);
    }
}
