using Pulso.Events;
using Pulso.Measures;
using Pulso.Tests.Scenarios;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Timelines;

public sealed class AgentLegTests
{
    [Fact]
    public void It_counts_in_the_queue_that_the_event_names()
    {
        var figures = Counted.Of(Answered().Handled(100, (Field.Agent, "kim"), (Field.Queue, "east")));
        Assert.Equal(1, figures.InQueue("east")[Handled]);
    }

    [Fact]
    public void Else_in_the_queue_of_the_last_leg_that_this_agent_answered()
    {
        var figures = Counted.Of(Answered().Handled(100, (Field.Agent, "kim")).Handled(120, (Field.Agent, "lee")));
        Assert.Equal((1, 1), (figures.InQueue("north")[Handled], figures.InQueue("south")[Handled]));
    }

    [Fact]
    public void Of_several_legs_of_one_agent_the_last_before_it_counts()
    {
        var figures = Counted.Of(
            Kim("north", 0).Queued(60, "south").Answered(61, "kim").Handled(90, (Field.Agent, "kim")));
        Assert.Equal(1, figures.InQueue("south")[Handled]);
    }

    [Fact]
    public void A_leg_that_the_agent_answers_afterwards_does_not_count()
    {
        var figures = Counted.Of(
            Kim("north", 0).Handled(50, (Field.Agent, "kim")).Queued(60, "south").Answered(61, "kim"));
        Assert.Equal(1, figures.InQueue("north")[Handled]);
    }

    [Fact]
    public void Else_in_the_last_known_queue_of_the_contact_also_when_it_is_known_later()
    {
        var figures = Counted.Of(
            Answered().Handled(100, (Field.Agent, "max")).Handled(101).Classified(200, (Field.Queue, "west")));
        Assert.Equal(2, figures.InQueue("west")[Handled]);
    }

    [Fact]
    public void It_counts_at_its_end_with_all_its_parts()
    {
        var figures = Counted.Of(Answered().Handled(
            1_000, (Field.Talk, 60_000), (Field.Hold, 5_500), (Field.Wrap, 10_000), (Field.Silence, 1_500)));
        var end = figures.From("2026-03-02T09:15:00Z");
        Assert.Equal((60_000, 5_500, 10_000, 1_500), (end[TalkMs], end[HoldMs], end[WrapMs], end[SilenceMs]));
        Assert.Equal(75.5, Histogram.Handle.Quantile(end.Tally, 50)!.Value, 75.5 * 0.011);
    }

    [Fact]
    public void A_survey_keeps_its_queue_and_customer_to_itself()
    {
        var figures = Counted.Of(Answered().Satisfied(900, (Field.Queue, "surveys"), (Field.Customer, "zoe"), (Field.Channel, "email")));
        Assert.Equal((1, 0), (figures.InQueue("south")[Contacts], figures[CustomerKnown]));
        var answer = Assert.Single(figures.InQueue("surveys").Keys);
        Assert.Equal(("email", 1), (answer.Dimensions.Channel, figures.InQueue("surveys")[CsatSatisfied]));
    }

    [Fact]
    public void A_survey_on_a_contact_of_which_nothing_else_is_known_makes_no_contact()
    {
        var figures = Counted.Of(new ContactScript("a").Satisfied(900, (Field.Channel, "email")));
        Assert.Equal((0, 1), (figures[Contacts], figures[CsatAnswers]));
    }

    private static ContactScript Answered() => Kim("north", 0).Queued(20, "south").Answered(21, "lee");

    private static ContactScript Kim(string queue, double seconds) =>
        new ContactScript("a").Started(seconds).Queued(seconds, queue).Answered(seconds + 1, "kim");
}
