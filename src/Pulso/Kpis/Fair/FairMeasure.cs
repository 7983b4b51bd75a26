using Pulso.Measures;

namespace Pulso.Kpis.Fair;

/// <summary>A figure on which agents are compared: a ratio of counters, and how far chance alone moves it.</summary>
/// <param name="Sample">What it rests on.</param>
/// <param name="VarianceOfOne">Of one of the sample, at a rate and with so much of the denominator in it.</param>
public sealed record FairMeasure(string Kpi, Sum Numerator, Sum Denominator, Counter Sample, Func<double, double, double> VarianceOfOne)
{
    // Single durations are not kept: they are taken to scatter as much as they last, which is what exponential times do.
    private static double OfDuration(double rate, double size) => rate * rate;

    // No score within its bounds scatters more than one that is all or nothing.
    private static double OfShare(double rate, double size) => Math.Max(0, rate * (1 - rate)) * size * size;

    /// <summary>What agents are compared on, and the parts of the handle time for its diagnosis.</summary>
    public static readonly FairMeasure Aht = Handling("aht", Counter.TalkMs, Counter.HoldMs, Counter.WrapMs);
    public static readonly FairMeasure Talk = Handling("aht_talk", Counter.TalkMs);
    public static readonly FairMeasure Wrap = Handling("aht_wrap", Counter.WrapMs);
    public static readonly FairMeasure Fcr = new("fcr", Sum.Of(Counter.Fcr), Sum.Of(Counter.FcrEligible), Counter.FcrEligible, OfShare);
    public static readonly FairMeasure Quality =
        new("quality", Sum.Of(Counter.QualityScore), Sum.Of(Counter.QualityMax), Counter.QualityEvaluations, OfShare);
    public static readonly FairMeasure Transfers =
        new("transfer_rate", Sum.Of(Counter.Transferred), Sum.Of(Counter.Attended), Counter.Attended, OfShare);

    public static readonly IReadOnlyList<FairMeasure> All = [Aht, Fcr, Quality, Transfers];

    /// <summary>Into how many parts the sample is divided: contacts are shared in thousandths.</summary>
    public double Parts => Sample.IsCredited ? Timelines.Contacts.Credit.Whole : 1;

    private static FairMeasure Handling(string kpi, params Counter[] parts) =>
        new(kpi, Sum.Of(parts), Sum.Of(Counter.Handled), Counter.Handled, OfDuration);
}
