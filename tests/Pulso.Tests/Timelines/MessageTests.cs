using Pulso.Events;
using Pulso.Measures;
using Pulso.Tests.Scenarios;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Timelines;

public sealed class MessageTests
{
    [Fact]
    public void A_reopened_contact_does_not_restart_the_first_reply()
    {
        var figures = Counted.Of(Chat().Received(0).Sent(30, "agent").Resolved(40).Closed(40).Reopened(1_000).Received(1_000).Sent(1_300, "agent"));
        Assert.Equal((1, 30_000), (figures[FirstReplyHuman], figures[FirstReplyHumanMs]));
        Assert.Equal((1, 30_000), (figures[FirstReplyHandover], figures[FirstReplyHandoverMs]));
        Assert.Equal(1, Histogram.FirstReplyHuman.Count(figures.Tally));
        Assert.Equal((2, 330_000), (figures[Replies], figures[ReplyMs]));
    }

    [Fact]
    public void A_bots_wait_does_not_pollute_human_times()
    {
        var figures = Counted.Of(Chat().Bot(0).Received(0).Sent(1, "bot").Received(60).HandedOver(70).Sent(71, "bot").Received(80).Sent(100, "agent"));
        Assert.Equal((1, 1_000), (figures[FirstReplyAny], figures[FirstReplyAnyMs]));
        Assert.Equal((1, 100_000), (figures[FirstReplyHuman], figures[FirstReplyHumanMs]));
        Assert.Equal((1, 30_000, 1), (figures[FirstReplyHandover], figures[FirstReplyHandoverMs], figures[ReplyWithin]));
        // The bot answered at 71 what was asked at 60.
        Assert.Equal((1, 20_000), (figures[Replies], figures[ReplyMs]));
    }

    [Fact]
    public void A_bot_that_solves_all_leaves_no_human_time() => Assert.All(
        [FirstReplyHuman, FirstReplyHumanMs, FirstReplyHandover, FirstReplyHandoverMs, Replies, ReplyMs, Attended, NeededHuman],
        counter => Assert.Equal(0, Counted.Of(Chat().Bot(0).Received(0).Sent(1, "bot").Received(60).Sent(61, "bot"))[counter]));

    [Theory]
    [InlineData(60, 1)]
    [InlineData(60.001, 0)]
    public void A_reply_at_exactly_the_threshold_is_within_it(double seconds, long within)
    {
        var figures = Counted.Of(Chat().Received(0).Sent(seconds, "agent"));
        Assert.Equal((1, within), (figures[TimedNeededHuman], figures[ReplyWithin]));
    }

    [Fact]
    public void The_first_reply_runs_from_the_handover_else_the_queue_else_the_start()
    {
        Assert.Equal(10_000, Counted.Of(Chat().Bot(0).Queued(30).HandedOver(40).Sent(50, "agent"))[FirstReplyHandoverMs]);
        Assert.Equal(20_000, Counted.Of(Chat().Queued(30).Sent(50, "agent"))[FirstReplyHandoverMs]);
        Assert.Equal(50_000, Counted.Of(Chat().Sent(50, "agent"))[FirstReplyHandoverMs]);
    }

    [Fact]
    public void An_outbound_contact_has_no_first_reply_to_its_start()
    {
        var figures = Counted.Of(new ContactScript("a").Started(0, (Field.Direction, "outbound")).Sent(5, "agent").Received(20).Sent(30, "agent"));
        Assert.Equal((0, 0, 1), (figures[FirstReplyAny], figures[FirstReplyHuman], figures[FirstReplyHandover]));
        Assert.Equal((1, 10_000), (figures[Replies], figures[ReplyMs]));
    }

    [Fact]
    public void A_message_of_the_system_or_of_nobody_counts_for_nothing()
    {
        var figures = Counted.Of(Chat().Sent(5, "system").Event(EventTypes.MessageSent, 6));
        Assert.Equal((1, 0), (figures[ContactsWithMessages], figures[Attended]));
        Assert.All([FirstReplyAny, FirstReplyHuman, MessagesAgent, MessagesBot], counter => Assert.Equal(0, figures[counter]));
    }

    [Fact]
    public void Who_names_an_agent_is_one()
    {
        var figures = Counted.Of(Chat().Event(EventTypes.MessageSent, 6, (Field.Agent, "kim")));
        Assert.Equal((1, 1, 6_000), (figures[Attended], figures[MessagesAgent], figures[FirstReplyHumanMs]));
    }

    [Fact]
    public void Receipts_may_come_out_of_order_or_never()
    {
        var figures = Counted.Of(Chat()
            .Read(50, "one").Read(40, "one").Delivered(45, "one") // read before it was delivered, and twice
            .Delivered(60, "two") // never read
            .Sent(30, "agent", (Field.MessageId, "one")).Sent(31, "agent", (Field.MessageId, "two")).Sent(32, "agent", (Field.MessageId, "three"))
            .Received(90).Received(95)
            .Read(200, "four").Event(EventTypes.MessageFailed, 210, (Field.MessageId, "five")));
        Assert.Equal((3, 2), (figures[Delivered], figures[Read]));
        Assert.Equal((1, 50_000), (figures[ReadReplied], figures[ReadToReplyMs]));
    }

    [Fact]
    public void Who_replies_at_the_instant_of_reading_replies_to_it() =>
        Assert.Equal((1, 0), (Counted.Of(Chat().Received(50).Read(50, "one"))[ReadReplied], Counted.Of(Chat().Received(50).Read(50, "one"))[ReadToReplyMs]));

    [Fact]
    public void Closed_without_an_agents_part_is_unanswered_until_it_is_reopened()
    {
        Assert.Equal(1, Counted.Of(Chat().Received(0).Closed(60))[Unanswered]);
        Assert.Equal(0, Counted.Of(Chat().Received(0).Closed(60).Reopened(70))[Unanswered]);
        Assert.Equal(0, Counted.Of(Chat().Received(0).Sent(5, "agent").Closed(60))[Unanswered]);
        Assert.Equal(0, Counted.Of(Chat().Bot(0).Received(0).Closed(60))[Unanswered]);
    }

    private static ContactScript Chat() => new ContactScript("a").Started(0, (Field.Channel, "chat"));
}
