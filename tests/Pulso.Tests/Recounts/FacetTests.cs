using Pulso.Events;
using Pulso.Measures;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Recounts;

/// <summary>Figures that cells keep by menu, form and criterion.</summary>
public sealed class FacetTests
{
    [Fact]
    public void Each_option_counts_and_who_hangs_up_dropped_at_the_last_one()
    {
        var figures = new Recounted(
            Call("a").EnteredIvr(0).Event(EventTypes.IvrSelected, 9).Event(EventTypes.IvrSelected, 5, Taken).LeftIvr(12, "hangup"),
            Call("b").EnteredIvr(0).Event(EventTypes.IvrSelected, 5, Taken).LeftIvr(12, "queue").Queued(12).Abandoned(20),
            Call("c").EnteredIvr(0).LeftIvr(12, "hangup"));
        Assert.Equal([(Facet.OfMenu("(none)", "(none)"), 1), (Facet.OfMenu("main", "2"), 2)], figures.By(FacetKind.Menu, Counter.IvrSelected));
        Assert.Equal([(Facet.OfMenu("(none)", "(none)"), 1)], figures.By(FacetKind.Menu, Counter.IvrDropped));
        Assert.Equal((2, 0), (figures[Counter.IvrAbandoned], figures[Counter.IvrSelected]));
    }

    [Fact]
    public void An_evaluation_counts_in_all_and_on_its_form()
    {
        var figures = new Recounted(Call("a").Evaluated(5, 8, 10, form: "f").Event(
            EventTypes.QualityEvaluated, 9, (Field.Score, 3_000), (Field.Max, 4_000), (Field.FormVersion, "2")));
        Assert.Equal((2, 11_000, 14_000), (figures[Counter.QualityEvaluations], figures[Counter.QualityScore], figures[Counter.QualityMax]));
        Assert.Equal(
            [(Facet.OfForm("(none)", "2"), 3_000), (Facet.OfForm("f", "(none)"), 8_000)], figures.By(FacetKind.Form, Counter.QualityScore));
    }

    [Fact]
    public void The_criteria_of_evaluations_count_and_those_of_calibrations_do_not()
    {
        ContactScript Evaluated(string id, bool calibration) => Call(id).Event(
            EventTypes.QualityEvaluated, 5, (Field.Score, 8_000), (Field.Max, 10_000), (Field.Form, "f"), (Field.FormVersion, "1"),
            (Field.Calibration, calibration), (Field.Criteria, """{"tone":4.5,"facts":-0.0005}"""));
        var figures = new Recounted(Evaluated("a", false), Evaluated("b", false), Evaluated("c", true));
        Assert.Equal(
            [(Facet.OfCriterion("f", "1", "facts"), 2), (Facet.OfCriterion("f", "1", "tone"), 2)],
            figures.By(FacetKind.Criterion, Counter.CriterionScored));
        Assert.Equal([(Facet.OfCriterion("f", "1", "tone"), 9_000)], figures.By(FacetKind.Criterion, Counter.CriterionPoints));
    }

    [Theory]
    [InlineData(1, 3, 2, 3, 333)] // the shares, rounded first, would be 334 apart
    [InlineData(2, 3, 1, 3, 333)]
    [InlineData(0.0005, 1, 0, 1, 0)] // half a thousandth goes to the even one
    [InlineData(0.0015, 1, 0, 1, 2)]
    [InlineData(1, 1, 0, 1, 1_000)]
    [InlineData(4, 5, 8, 10, 0)]
    public void The_gap_of_a_calibration_is_rounded_once(double score, double max, double calibrated, double ofMax, long gap)
    {
        // Kept in thousandths: the scale is a thousandfold one, so that halves of them exist.
        var figures = new Recounted(
            Call("a").Evaluated(5, score * 1_000, max * 1_000).Evaluated(9, calibrated * 1_000, ofMax * 1_000, calibration: true));
        Assert.Equal((1, gap), (figures[Counter.Calibrations], figures[Counter.CalibrationGap]));
        Assert.Equal(1, figures.By(FacetKind.Form, Counter.Calibrations).Single().Value);
    }

    [Fact]
    public void Messages_out_are_all_of_ours_whoever_wrote_them()
    {
        var figures = new Recounted(Call("a").Received(1).Sent(2, "agent").Sent(3, "bot").Sent(4, "system").Event(EventTypes.MessageSent, 5));
        Assert.Equal((4, 1, 1), (figures[Counter.MessagesOut], figures[Counter.MessagesAgent], figures[Counter.MessagesBot]));
    }

    private static readonly (Field, object)[] Taken = [(Field.Menu, "main"), (Field.Option, "2")];

    private static ContactScript Call(string id) => new ContactScript(id).Started(0);
}
