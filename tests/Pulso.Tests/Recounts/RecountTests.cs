using Pulso.Events;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Recounts;

public sealed class RecountTests
{
    [Fact]
    public void Nothing_archived_is_no_figure() => Assert.True(Recount.Of([], Tenants.Defaults).IsEmpty);

    [Fact]
    public void A_call_gives_the_figures_that_one_can_count_by_hand()
    {
        var call = new ContactScript("a")
            .Started(0, (Field.Channel, "voice"), (Field.Customer, "ann"), (Field.Priority, "2"))
            .EnteredIvr(0).LeftIvr(8, "queue")
            .Queued(8, "PS").Answered(20.5, "kim").Handled(200, (Field.Agent, "kim"), (Field.Talk, 170_000), (Field.Wrap, 9_500))
            .Resolved(200).Closed(200);
        var cell = Assert.Single(Whole(call.Frames));
        Assert.Equal(
            new CellKey(At.Date("2026-03-02"), At.Utc("2026-03-02T09:00:00Z"), new("voice", "inbound", "PS", "(none)", "2")), cell.Key);
        Assert.Equal(
            [
                ("contacts", 1), ("customer_known", 1), ("offered", 1), ("answered", 1), ("answered_within", 1),
                ("timed_offered", 1), ("timed_answered", 1), ("wait_answered_ms", 12_500),
                ("handled", 1), ("talk_ms", 170_000), ("wrap_ms", 9_500), ("attended", 1), ("needed_human", 1), ("timed_needed_human", 1),
                ("ivr_entered", 1), ("ivr_ms", 8_000), ("resolved", 1), ("resolution_ms", 200_000), ("fcr_eligible", 1), ("fcr", 1),
                ("fcr_eligible_weighted", 1_000), ("fcr_weighted", 1_000), ("fcr_single", 1), ("fcr_week", 1), ("fcr_first", 1),
                ("fcr_first_eligible", 1), ("resolved_in_channel", 1), ("resolution_business_ms", 200_000), ("customers_new", 1),
            ],
            Counter.All.Where(counter => cell.Value[counter] != 0).Select(counter => (counter.Name, cell.Value[counter])));
        Assert.Equal(12.5, Histogram.WaitAnswered.Quantile(cell.Value, 50)!.Value, 12.5 * 0.011);
        Assert.Equal(179.5, Histogram.Handle.Quantile(cell.Value, 50)!.Value, 179.5 * 0.011);
    }

    [Fact]
    public void A_thread_gives_the_figures_that_one_can_count_by_hand()
    {
        var thread = new ContactScript("thread________________", kind: TimelineKind.Thread)
            .Received(0, (Field.Channel, "whatsapp"), (Field.Customer, "ann")).Bot(0).Sent(2, "bot").Received(30)
            .HandedOver(40).Sent(100, "agent", (Field.MessageId, "one"))
            .Event(EventTypes.ContactResolved, 110, (Field.By, "agent")).Closed(120).Satisfied(130)
            .Read(500, "one").Received(600);
        var cell = Assert.Single(Whole(thread.Frames));
        Assert.Equal(new Dimensions("whatsapp", "inbound", "(none)", "(none)", "(none)"), cell.Key.Dimensions);
        Assert.Equal(
            [
                ("contacts", 2), ("customer_known", 2), ("attended", 1), ("contacts_with_messages", 2),
                // The second contact: no bot, and a message of the customer that nobody has answered.
                ("needed_human", 2), ("timed_needed_human", 2),
                ("first_reply_any", 1), ("first_reply_any_ms", 2_000), ("first_reply_human", 1), ("first_reply_human_ms", 100_000),
                ("first_reply_handover", 1), ("first_reply_handover_ms", 60_000), ("reply_within", 1),
                ("replies", 1), ("reply_ms", 70_000), ("messages_in", 3), ("messages_agent", 1), ("messages_bot", 1),
                ("delivered", 1), ("read", 1), // the reply to it is another contact's
                ("bot_engaged", 1), ("handed_over", 1), ("resolved", 1), ("resolution_ms", 110_000), ("fcr_eligible", 1), ("recontacted", 1),
                ("fcr_eligible_weighted", 1_000), ("fcr_first_eligible", 1), ("is_recontact", 1), ("resolved_in_channel", 1),
                ("csat_answers", 1), ("csat_satisfied", 1), ("csat_human_answers", 1), ("csat_human_satisfied", 1),
                ("csat_mixed_answers", 1), ("csat_mixed_satisfied", 1), ("messages_out", 2), ("resolution_business_ms", 110_000),
                ("customers_new", 1),
            ],
            Counter.All.Where(counter => cell.Value[counter] != 0).Select(counter => (counter.Name, cell.Value[counter])));
    }

    [Theory]
    [InlineData(TimelineKind.Customer)]
    [InlineData(TimelineKind.Thread)]
    [InlineData(TimelineKind.Agent)]
    [InlineData(TimelineKind.Tenant)]
    [InlineData(TimelineKind.Alone)]
    public void Only_contacts_give_figures(TimelineKind kind)
    {
        var frames = new ContactScript("a").Started(0).Queued(5).Frames.Select(frame => frame with { Key = new(kind, "a") });
        Assert.True(Recount.Of(frames, Tenants.Defaults).IsEmpty);
    }

    [Fact]
    public void The_same_id_on_another_contact_is_another_event()
    {
        var frame = new ContactScript("a").Started(0).Frames[0];
        Assert.Equal(2, Contacts(frame, frame with { Key = new(TimelineKind.Contact, "b") }));
        Assert.Equal(1, Contacts(frame, frame));
    }

    [Fact]
    public void Of_one_id_with_other_content_the_lowest_encoding_counts()
    {
        var frame = new ContactScript("a").Started(0, (Field.Queue, "a queue")).Frames[0];
        var other = frame with { Event = frame.Event.Admit((_, _) => false, "b queue") };
        var queues = new[] { new[] { frame, other }, [other, frame] }.Select(
            frames => Assert.Single(Whole(frames)).Key.Dimensions.Queue);
        Assert.All(queues, queue => Assert.Equal("a queue", queue));
    }

    private static IEnumerable<KeyValuePair<CellKey, Tally>> Whole(IEnumerable<Frame> frames) =>
        Recount.Of(frames, Tenants.Defaults).All.Where(cell => cell.Key.Kind == FacetKind.Whole);

    private static long Contacts(params Frame[] frames) =>
        Recount.Of(frames, Tenants.Defaults).All.Sum(cell => cell.Value[Counter.Contacts]);
}
