using Pulso.Events;
using Pulso.Measures;
using Pulso.Tests.Scenarios;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Timelines;

public sealed class QueueLegTests
{
    private static readonly (Field, object) Voice = (Field.Channel, "voice");

    [Theory]
    [InlineData(19.999, 1)]
    [InlineData(20, 1)]
    [InlineData(20.001, 0)]
    public void A_wait_of_exactly_the_threshold_is_within_it(double wait, long within)
    {
        Assert.Equal(within, Counted.Of(Call().Queued(0).Answered(wait))[AnsweredWithin]);
        Assert.Equal(within, Counted.Of(Call().Queued(0).Abandoned(wait))[AbandonedWithin]);
    }

    [Theory]
    [InlineData(4.999, 1)]
    [InlineData(5, 0)]
    public void An_abandon_of_exactly_the_setting_is_not_short(double wait, long isShort)
    {
        var figures = Counted.Of(Call().Queued(0).Abandoned(wait));
        Assert.Equal((1, isShort, isShort), (figures[Abandoned], figures[AbandonedShort], figures[TimedAbandonedShort]));
    }

    [Fact]
    public void A_queue_may_have_a_threshold_and_a_short_abandon_of_its_own()
    {
        var settings = Tenants.In("UTC", """
            "channels": { "voice": { "serviceLevelSeconds": 20,
              "queues": { "NW": { "serviceLevelSeconds": 30, "shortAbandonSeconds": 10 } } } }
            """);
        var figures = Counted.Of(
            settings,
            Call("a").Queued(0, "NW").Answered(30),
            Call("b").Queued(0, "PS").Answered(30),
            Call("c").Queued(0, "NW").Abandoned(9),
            Call("d").Queued(0, "PS").Abandoned(9));
        Assert.Equal((1, 0), (figures.InQueue("NW")[AnsweredWithin], figures.InQueue("PS")[AnsweredWithin]));
        Assert.Equal((1, 0), (figures.InQueue("NW")[AbandonedShort], figures.InQueue("PS")[AbandonedShort]));
    }

    [Fact]
    public void A_channel_without_threshold_counts_no_timed_legs_and_none_within()
    {
        var figures = Counted.Of(
            new ContactScript("a").Started(0, (Field.Channel, "helpdesk")).Queued(0).Answered(0),
            new ContactScript("b").Started(0).Queued(0).Abandoned(1),
            new ContactScript("c").Started(0, (Field.Channel, "email")).Queued(0).Closed(1));
        Assert.Equal((3, 1, 1), (figures[Offered], figures[Answered], figures[FlowedOut]));
        Assert.Equal((1, 1), (figures[Abandoned], figures[AbandonedShort]));
        Assert.All(
            [TimedOffered, TimedAnswered, TimedAbandoned, TimedAbandonedShort, TimedFlowedOut, AnsweredWithin, AbandonedWithin],
            counter => Assert.Equal(0, figures[counter]));
    }

    [Fact]
    public void Only_one_queue_of_a_channel_may_have_a_threshold()
    {
        var settings = Tenants.In("UTC", """ "channels": { "helpdesk": { "queues": { "vip": { "serviceLevelSeconds": 60 } } } } """);
        var figures = Counted.Of(
            settings, new ContactScript("a").Started(0, (Field.Channel, "helpdesk")).Queued(0, "vip").Queued(10, "rest").Answered(20));
        Assert.Equal((2, 1, 1), (figures[Offered], figures[TimedOffered], figures[TimedFlowedOut]));
        Assert.Equal(0, figures.InQueue("rest")[TimedAnswered]);
    }

    [Fact]
    public void An_open_leg_is_offered_and_nothing_else()
    {
        var figures = Counted.Of(Call().Queued(0));
        Assert.Equal((1, 1), (figures[Offered], figures[TimedOffered]));
        Assert.All(
            [Answered, Abandoned, FlowedOut, TimedAnswered, TimedAbandoned, TimedFlowedOut, WaitAnsweredMs, WaitAbandonedMs],
            counter => Assert.Equal(0, figures[counter]));
    }

    [Fact]
    public void Another_queue_and_the_end_of_the_contact_let_an_open_leg_flow_out()
    {
        var figures = Counted.Of(Call().Queued(0, "north").Queued(10, "south").Closed(30));
        Assert.Equal((2, 2), (figures[Offered], figures[FlowedOut]));
        Assert.Equal((1, 1), (figures.InQueue("north")[FlowedOut], figures.InQueue("south")[FlowedOut]));
        Assert.Equal(0, figures[WaitAbandonedMs]);
    }

    [Fact]
    public void An_answer_without_a_leg_is_a_leg_of_no_wait()
    {
        var figures = Counted.Of(Call().Answered(40));
        Assert.Equal((1, 1, 1, 0), (figures[Offered], figures[Answered], figures[AnsweredWithin], figures[WaitAnsweredMs]));
        Assert.Equal(1, Histogram.WaitAnswered.Count(figures.Tally));
    }

    [Fact]
    public void A_transfer_opens_no_leg()
    {
        var figures = Counted.Of(Call().Queued(0, "north").Answered(5)
            .Event(EventTypes.ContactTransferred, 60, (Field.TransferKind, "warm"), (Field.ToQueue, "south")));
        Assert.Equal(1, figures[Offered]);
        Assert.All(figures.Keys, key => Assert.Equal("north", key.Dimensions.Queue));
    }

    [Fact]
    public void A_leg_keeps_the_queue_of_its_opening_and_the_contact_counts_in_its_last()
    {
        var figures = Counted.Of(Call().Queued(0).Classified(1, (Field.Queue, "north")).Answered(5).Queued(60, "south").Answered(70));
        Assert.Equal(1, figures.InQueue(Dimensions.None)[Answered]);
        Assert.Equal((1, 1), (figures.InQueue("south")[Answered], figures.InQueue("south")[Contacts]));
        Assert.Equal(0, figures.InQueue("north")[Offered]);
    }

    [Fact]
    public void A_leg_belongs_to_the_interval_of_its_opening_however_late_it_is_answered()
    {
        var figures = Counted.Of(Call().Queued(890).Answered(1_000).Handled(2_000));
        Assert.Equal((1, 1), (figures.From("2026-03-02T09:00:00Z")[Answered], figures[Answered]));
        Assert.Equal(1, figures.From("2026-03-02T09:30:00Z")[Handled]);
    }

    [Fact]
    public void Events_of_one_instant_follow_the_order_of_the_type_table()
    {
        // closed, answered and queued all at once: queued, answered, closed.
        var figures = Counted.Of(Call().Closed(10).Answered(10).Queued(10));
        Assert.Equal((1, 1, 0, 0), (figures[Offered], figures[Answered], figures[FlowedOut], figures[WaitAnsweredMs]));
    }

    [Fact]
    public void An_event_before_the_start_leaves_the_start_where_it_is()
    {
        var figures = Counted.Of(Call().Queued(-1_000).Answered(-990));
        Assert.Equal(1, figures.From("2026-03-02T09:00:00Z")[Contacts]);
        Assert.Equal(1, figures.From("2026-03-02T08:30:00Z")[Answered]);
    }

    [Fact]
    public void A_contact_whose_start_never_came_starts_at_its_earliest_event()
    {
        var figures = Counted.Of(new ContactScript("a").Queued(-1_000).Resolved(1_000));
        Assert.Equal(1, figures.From("2026-03-02T08:30:00Z")[Contacts]);
        Assert.Equal(2_000_000, figures[ResolutionMs]);
    }

    private static ContactScript Call(string subject = "a") => new ContactScript(subject).Started(0, Voice);
}
