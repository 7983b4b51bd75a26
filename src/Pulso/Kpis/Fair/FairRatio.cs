using Pulso.Measures;

namespace Pulso.Kpis.Fair;

/// <summary>What an agent had against what the peer group would have had with the same contacts.</summary>
/// <param name="Observed">The agent's own rate; null below the minimum sample, as all else then.</param>
/// <param name="Expected">The peer group's rate at the agent's mix.</param>
/// <param name="Ratio">Observed / expected: 1 is like the peers; null where they are expected to have none.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="N">The agent's sample, contacts by share and rounded.</param>
public sealed record FairRatio(string Kpi, double? Observed, double? Expected, double? Ratio, double? Low, double? High, long N, bool IsHidden)
{
    private const double Z = 1.959963984540054; // the normal distribution's 97.5th percentile

    public bool IsHigh => Low > 1;

    public bool IsLow => High < 1;

    /// <summary>Indirect standardisation: in each stratum the peers' rate times the agent's own denominator.</summary>
    /// <param name="strata">The agent's sums with the peer group's, the agent's own included, by stratum.</param>
    /// <remarks>Source: N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research II (1987), chapter 2; variance under the peers' rates.</remarks>
    internal static FairRatio Of(FairMeasure measure, IEnumerable<(Tally Own, Tally Peers)> strata, long minimumSample)
    {
        double observed = 0, expected = 0, denominator = 0, sample = 0, variance = 0;
        foreach (var (own, peers) in strata)
        {
            long size = measure.Denominator.In(own);
            if (size == 0)
                continue;
            double rate = measure.Numerator.In(peers) / (double)measure.Denominator.In(peers);
            double n = own[measure.Sample];
            observed += measure.Numerator.In(own);
            expected += rate * size;
            denominator += size;
            sample += n;
            variance += n * measure.Parts * measure.VarianceOfOne(rate, n == 0 ? 0 : size / n);
        }
        long whole = (long)Math.Round(sample / measure.Parts, MidpointRounding.AwayFromZero);
        if (whole < minimumSample || denominator == 0)
            return new FairRatio(measure.Kpi, null, null, null, null, null, whole, IsHidden: true);
        if (expected <= 0) // none of the peers has any, and so the agent neither
            return new FairRatio(measure.Kpi, 0, 0, null, null, null, whole, IsHidden: false);
        double half = Z * Math.Sqrt(variance) / expected;
        double ratio = observed / expected;
        double over = denominator * (measure.Sample == Counter.Handled ? 1_000 : 1); // milliseconds are told in seconds
        return new FairRatio(
            measure.Kpi, observed / over, expected / over, ratio, Math.Max(0, ratio - half), ratio + half, whole, IsHidden: false);
    }
}
