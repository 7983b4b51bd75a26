using Pulso.Kpis;
using Pulso.Measures;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Kpis;

/// <summary>The sources disagree on the service level, so every reading is computed, from one tally.</summary>
public sealed class ServiceLevelTests
{
    private static readonly Tally Legs = Made(
        (TimedOffered, 100), (TimedAnswered, 80), (AnsweredWithin, 60),
        (TimedAbandoned, 15), (TimedAbandonedShort, 5), (AbandonedWithin, 8), (TimedFlowedOut, 5),
        // Legs without a threshold take no part.
        (Offered, 1_000), (Answered, 900), (Abandoned, 100), (AbandonedShort, 50));

    [Theory]
    [InlineData("service_level", 60, 100)]
    [InlineData("service_level.answered", 60, 80)]
    [InlineData("service_level.short", 60, 95)]
    [InlineData("service_level.no_abandons", 60, 85)]
    [InlineData("service_level.removed", 68, 100)]
    [InlineData("service_level.contract", 60, 87)]
    [InlineData("answer_rate", 900, 1_000)]
    [InlineData("abandonment_rate", 100, 1_000)]
    [InlineData("abandonment_rate.short", 50, 950)]
    public void Each_variant_divides_what_it_says(string id, int numerator, int denominator)
    {
        var figure = Figure.Of(Catalogue.Find(id)!, Legs);
        Assert.Equal((numerator, denominator, denominator), (figure.Numerator, figure.Denominator, figure.N));
        Assert.Equal(numerator / (double)denominator, figure.Value);
    }

    private static Tally Made(params (Counter Counter, long Value)[] values)
    {
        var tally = new Tally();
        foreach (var (counter, value) in values)
            tally.Add(counter, value);
        return tally;
    }
}
