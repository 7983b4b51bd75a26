using Pulso.Kpis;
using Pulso.Measures;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Kpis;

public sealed class FigureTests
{
    public static TheoryData<string> Ratios => [.. Catalogue.All.Where(kpi => kpi.Denominator is not null).Select(kpi => kpi.FullId)];

    [Theory]
    [MemberData(nameof(Ratios))]
    public void A_value_is_the_numerator_by_the_denominator_in_the_unit_of_the_kpi(string id)
    {
        var tally = new Tally();
        foreach (var counter in Counter.All)
            tally.Add(counter, 1_000 + (counter.Code * 7));
        tally.Add(Offered, 5_000);
        tally.Add(TimedOffered, 5_000);
        var figure = Figure.Of(Catalogue.Find(id)!, tally);
        Assert.Equal((double)(figure.Numerator!.Value / figure.Denominator!.Value), figure.Value!.Value, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Ratios))]
    public void A_ratio_without_a_denominator_is_null_and_never_zero(string id)
    {
        var figure = Figure.Of(Catalogue.Find(id)!, new Tally());
        Assert.Null(figure.Value);
        Assert.Equal((0, null, null), (figure.N, figure.Low, figure.High));
    }

    [Fact]
    public void A_ratio_of_nothing_over_something_is_zero() => Assert.Equal(0, Of("answer_rate", (Offered, 3)).Value);

    [Fact]
    public void Seconds_come_from_milliseconds()
    {
        var figure = Of("asa", (WaitAnsweredMs, 4_500), (Answered, 3));
        Assert.Equal((1.5, 4.5m, 3m), (figure.Value, figure.Numerator, figure.Denominator));
    }

    [Fact]
    public void A_share_is_a_fraction() => Assert.Equal(0.55, Of("answer_rate", (Answered, 55), (Offered, 100)).Value);

    [Fact]
    public void A_sum_has_no_denominator_and_is_zero_where_there_is_other_data()
    {
        var volume = Of("volume", (Contacts, 7));
        Assert.Equal((7.0, 7m, null), (volume.Value, volume.Numerator, volume.Denominator));
        Assert.Equal(0, Of("volume", (Offered, 1)).Value);
        Assert.Null(Of("volume").Value);
    }

    [Fact]
    public void A_quantile_of_nothing_is_null() => Assert.Equal((null, 0), (Of("wait_p90").Value, Of("wait_p90").N));

    [Fact]
    public void A_quantile_counts_its_observations()
    {
        var tally = new Tally();
        for (int wait = 1; wait <= 10; wait++)
            tally.Add(Histogram.WaitAnswered, wait * 1_000);
        var figure = Figure.Of(Catalogue.Find("wait_p90")!, tally);
        Assert.Equal(10, figure.N);
        Assert.Equal(9, figure.Value!.Value, 9 * 0.011);
    }

    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    [InlineData(20, 20, 0.8389, 1)]
    public void The_interval_of_a_share_is_wilsons(long part, long whole, double low, double high)
    {
        // The examples of R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998).
        var figure = Of("answer_rate", (Answered, part), (Offered, whole));
        Assert.Equal(low, figure.Low!.Value, 4);
        Assert.Equal(high, figure.High!.Value, 4);
    }

    [Theory]
    [InlineData(50, 30, 100, 20, 2.91, 37.09)]
    [InlineData(40, 10, 400, 7.5, 4.11, 10.89)]
    [InlineData(0, 5, 50, -10, -18.32, -1.68)]
    [InlineData(9, 1, 10, 80, 42.81, 100)]
    public void The_interval_of_a_net_promoter_score_has_the_variance_of_its_answers(
        long promoters, long detractors, long answers, double score, double low, double high)
    {
        // p + d − (p − d)², by hand: 0.76, 0.119375, 0.09 and 0.36.
        var figure = Of("nps", (NpsTransactionalPromoters, promoters), (NpsTransactionalDetractors, detractors), (NpsTransactionalAnswers, answers));
        Assert.Equal((score, answers), (figure.Value, figure.N));
        Assert.Equal((low, high), (Math.Round(figure.Low!.Value, 2), Math.Round(figure.High!.Value, 2)));
    }

    [Fact]
    public void Scores_come_from_thousandths()
    {
        Assert.Equal(5.25, Of("ces", (CesScore, 10_500), (CesAnswers, 2)).Value);
        Assert.Equal(-0.25, Of("sentiment", (SentimentScore, -500), (SentimentScored, 2)).Value);
        Assert.Equal(0.15, Of("calibration_gap", (CalibrationGap, 300), (Calibrations, 2)).Value);
    }

    [Fact]
    public void A_weighted_share_rests_on_contacts_and_not_on_weights()
    {
        var figure = Of("fcr_weighted", (FcrWeighted, 1_500), (FcrEligibleWeighted, 4_500), (FcrEligible, 3));
        Assert.Equal((1_500m / 4_500m, 3), ((decimal)figure.Numerator! / figure.Denominator!.Value, figure.N));
        Assert.Equal(3, Of("quality", (QualityScore, 20_000), (QualityMax, 30_000), (QualityEvaluations, 3)).N);
    }

    [Fact]
    public void What_is_no_share_of_its_denominator_has_no_interval()
    {
        var over = Of("resolution_rate", (Resolved, 12), (Contacts, 10));
        Assert.Equal((1.2, null, null), (over.Value, over.Low, over.High));
        Assert.Null(Of("asa", (WaitAnsweredMs, 4_500), (Answered, 3)).Low);
    }

    private static Figure Of(string id, params (Counter Counter, long Value)[] values)
    {
        var tally = new Tally();
        foreach (var (counter, value) in values)
            tally.Add(counter, value);
        return Figure.Of(Catalogue.Find(id)!, tally);
    }
}
