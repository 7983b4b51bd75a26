using Pulso.Events;
using Pulso.Measures;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Timelines;

public sealed class SurveyTests
{
    private static readonly (Field, object) LowIsGood = (Field.Polarity, "low-is-good");

    [Theory]
    [InlineData(1, 5, 4, 1)]
    [InlineData(1, 5, 3, 0)]
    [InlineData(0, 10, 7.5, 1)]
    [InlineData(0, 10, 7.499, 0)]
    [InlineData(1, 7, 5.5, 1)]
    public void Satisfied_is_the_upper_quarter_of_the_scale(double min, double max, double score, long satisfied)
    {
        Assert.Equal(satisfied, Counted.Of(Call().Said(60, "csat", score, min, max))[CsatSatisfied]);
        Assert.Equal(satisfied, Counted.Of(Call().Said(60, "csat", min + max - score, min, max, LowIsGood))[CsatSatisfied]);
    }

    [Theory]
    [InlineData(1, 7, 7, 7_000)]
    [InlineData(1, 7, 1, 1_000)]
    [InlineData(1, 5, 3, 4_000)]
    [InlineData(0, 10, 5, 4_000)]
    [InlineData(0, 10, 1, 1_600)]
    [InlineData(-3, 3, 0, 4_000)]
    [InlineData(0, 12, 0.007, 1_004)] // 1,003.5: a half goes to the even side, and is one exactly
    [InlineData(0, 12, 0.005, 1_002)]
    [InlineData(-1e12, 1e12, 1e12, 7_000)] // the widest scale that is accepted
    public void Effort_of_any_scale_is_mapped_to_1_to_7_with_7_the_easiest(double min, double max, double score, long ease)
    {
        Assert.Equal((1, ease), Two(Counted.Of(Call().Said(60, "ces", score, min, max)), CesAnswers, CesScore));
        Assert.Equal(ease, Counted.Of(Call().Said(60, "ces", min + max - score, min, max, LowIsGood))[CesScore]);
    }

    [Theory]
    [InlineData(0, 10, 1, 0)]
    [InlineData(0, 9, 1, 0)]
    [InlineData(0, 8, 0, 0)]
    [InlineData(0, 7, 0, 0)]
    [InlineData(0, 6, 0, 1)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(0, 6.5, 0, 0)]
    [InlineData(1, 10, 1, 0)]
    [InlineData(1, 9, 1, 0)]
    [InlineData(1, 7, 0, 0)]
    [InlineData(1, 6, 0, 1)]
    [InlineData(1, 1, 0, 1)]
    public void Promoters_gave_9_or_10_and_detractors_up_to_6(double min, double score, long promoters, long detractors)
    {
        void Holds(Counted figures, Counter answers, Counter pro, Counter against) =>
            Assert.Equal((1, promoters, detractors), (figures[answers], figures[pro], figures[against]));
        (Field, object) relational = (Field.Mode, "relational"), employee = (Field.Respondent, "employee");
        Holds(Counted.Of(Call().Said(60, "nps", score, min, 10)), NpsTransactionalAnswers, NpsTransactionalPromoters, NpsTransactionalDetractors);
        Holds(Counted.Of(Call().Said(60, "nps", score, min, 10, relational)), NpsRelationalAnswers, NpsRelationalPromoters, NpsRelationalDetractors);
        Holds(Counted.Of(Call().Said(60, "nps", score, min, 10, relational, employee)), EnpsAnswers, EnpsPromoters, EnpsDetractors);
        Holds(Counted.Of(Call().Said(60, "nps", min + 10 - score, min, 10, LowIsGood)), NpsTransactionalAnswers, NpsTransactionalPromoters, NpsTransactionalDetractors);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0.5, 1)]
    [InlineData(0, 0)]
    public void A_thumb_is_up_from_the_middle_of_its_scale_on(double score, long up) =>
        Assert.Equal((1, up), Two(Counted.Of(Call().Said(60, "thumb", score, 0, 1)), ThumbsAnswers, ThumbsUp));

    [Fact]
    public void A_changed_answer_replaces_the_one_before()
    {
        var figures = Counted.Of(Call().Said(60, "csat", 1, 1, 5).Said(90, "csat", 5, 1, 5));
        Assert.Equal((1, 1), Two(figures, CsatAnswers, CsatSatisfied));
        var other = Counted.Of(Call().Said(60, "csat", 1, 1, 5).Said(90, "csat", 5, 1, 5, (Field.Survey, "another")));
        Assert.Equal((2, 1), Two(other, CsatAnswers, CsatSatisfied));
    }

    [Fact]
    public void A_late_answer_restates_the_day_of_the_one_before()
    {
        const double nextDay = 86_400;
        var script = Call().Said(nextDay, "csat", 5, 1, 5).Said(60, "csat", 1, 1, 5);
        var partition = new Partition(Tenants.Defaults);
        partition.Deliver(script.Frames.Where(frame => frame.Event.TimeMs < At.Utc("2026-03-03T00:00:00Z")));
        Assert.Equal((1, 0), (On("2026-03-02"), On("2026-03-03")));
        partition.Deliver(script.Frames);
        Assert.Equal((0, 1), (On("2026-03-02"), On("2026-03-03")));
        Counted.Of(script);

        long On(string date) => partition.Cells.All.Where(cell => cell.Key.Date == At.Date(date)).Sum(cell => cell.Value[CsatAnswers]);
    }

    [Fact]
    public void Who_took_part_in_the_contact_decides_whose_satisfaction_it_is()
    {
        var human = Counted.Of(Call().Answered(5).Satisfied(60));
        Assert.Equal((1, 0, 0), (human[CsatHumanSatisfied], human[CsatBotAnswers], human[CsatMixedAnswers]));
        var bot = Counted.Of(Call().Bot(5).Satisfied(60));
        Assert.Equal((0, 1, 0), (bot[CsatHumanAnswers], bot[CsatBotSatisfied], bot[CsatMixedAnswers]));
        var both = Counted.Of(Call().Bot(5).Answered(9).Satisfied(60));
        Assert.Equal((1, 0, 1), (both[CsatHumanSatisfied], both[CsatBotAnswers], both[CsatMixedSatisfied]));
        var nobody = Counted.Of(Call().Satisfied(60));
        Assert.Equal((1, 0, 0), (nobody[CsatSatisfied], nobody[CsatHumanAnswers], nobody[CsatBotAnswers]));
    }

    [Fact]
    public void A_request_is_answered_at_its_own_instant()
    {
        var script = Call().Event(EventTypes.SurveyRequested, 60, (Field.Survey, "after")).Event(EventTypes.SurveyRequested, 70, (Field.Survey, "yearly"));
        Assert.Equal((2, 0), Two(Counted.Of(script), SurveysRequested, SurveysResponded));
        script.Satisfied(90_000);
        Assert.Equal((2, 1), Two(Counted.Of(script).On("2026-03-02"), SurveysRequested, SurveysResponded));
    }

    [Theory]
    [InlineData("csat", 3, 5, 1)]
    [InlineData("csat", 4, 5, 0)]
    [InlineData("nps", 6, 10, 1)]
    [InlineData("nps", 7, 10, 0)]
    [InlineData("ces", 1, 7, 0)]
    public void Only_who_was_unhappy_is_followed_up(string kind, double score, double max, long followedUp) =>
        Assert.Equal(followedUp, Counted.Of(Call().FollowedUp(30).Said(60, kind, score, 1, max))[FollowedUp]);

    [Fact]
    public void An_employee_and_another_asking_are_not_followed_up()
    {
        Assert.Equal(0, Counted.Of(Call().Said(60, "nps", 0, 0, 10, (Field.Respondent, "employee")).FollowedUp(90))[FollowedUp]);
        Assert.Equal(0, Counted.Of(Call().Said(60, "nps", 0, 0, 10, (Field.Survey, "another")).FollowedUp(90))[FollowedUp]);
    }

    [Fact]
    public void Without_a_contact_a_survey_has_the_keys_that_it_gives()
    {
        ContactScript Lone() => new("a", kind: TimelineKind.Alone);
        var figures = Counted.Of(Lone().Satisfied(0).Satisfied(5, (Field.Channel, "email"), (Field.Queue, "north"), (Field.Reason, "bill")));
        Assert.Equal(
            [new("(none)", "inbound", "(none)", "(none)", "(none)"), new("email", "inbound", "north", "bill", "(none)")],
            figures.Keys.Select(key => key.Dimensions));
        Assert.Equal((0, 2), Two(figures, Contacts, CsatAnswers));
        (Field, object) response = (Field.Response, "r");
        Assert.Equal((1, 0), Two(Counted.Of(Lone().Satisfied(0, response).Said(5, "csat", 1, 1, 5, response)), CsatAnswers, CsatSatisfied));
    }

    private static ContactScript Call() => new ContactScript("a").Started(0, (Field.Channel, "voice"));

    private static (long, long) Two(Counted figures, Counter first, Counter second) => (figures[first], figures[second]);
}
