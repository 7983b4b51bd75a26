using Pulso.Events;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Timelines;

public sealed class ThreadTests
{
    private const double Gap = 24 * 3_600;

    [Theory]
    [InlineData(Gap - 0.001, 1)]
    [InlineData(Gap, 2)]
    public void A_silence_as_long_as_the_gap_starts_another_contact(double seconds, long contacts) =>
        Assert.Equal(contacts, Counted.Of(Thread().Received(0).Received(seconds))[Contacts]);

    [Theory]
    [InlineData(60, 1)]
    [InlineData(60.001, 2)]
    public void A_message_later_than_the_closing_starts_another_contact(double seconds, long contacts) =>
        Assert.Equal(contacts, Counted.Of(Thread().Received(0).Closed(60).Received(seconds))[Contacts]);

    [Fact]
    public void Reopening_goes_on_with_the_last() =>
        Assert.Equal((1, 1), Both(Counted.Of(Thread().Received(0).Resolved(50).Closed(60).Reopened(70).Received(80)), Contacts, Reopened));

    [Fact]
    public void A_closing_that_names_its_contact_cuts_the_thread() =>
        Assert.Equal(2, Counted.Of(Thread().Received(0).Event(EventTypes.ContactClosed, 60, Of(0)).Received(70))[Contacts]);

    [Fact]
    public void A_closing_of_an_earlier_contact_leaves_the_last_open() => Assert.Equal(
        2, Counted.Of(Thread().Received(0).Closed(60).Received(70).Event(EventTypes.ContactClosed, 80, Of(0)).Received(90))[Contacts]);

    [Fact]
    public void A_message_that_names_its_contact_starts_none_and_breaks_its_silence()
    {
        Assert.Equal((1, 4), Both(Counted.Of(Thread().Received(0).Sent(20 * 3_600, "agent", Of(0)).Received(30 * 3_600).Sent(60, "agent")), Contacts, MessagesIn, MessagesAgent));
        Assert.Equal(1, Counted.Of(Thread().Received(0).Closed(60).Sent(70, "agent", Of(0)))[Contacts]);
    }

    [Fact]
    public void Silence_closes_a_contact_and_lets_its_open_leg_flow_out()
    {
        var figures = Counted.Of(Thread().Received(0).Queued(10).Received(2 * Gap));
        Assert.Equal((2, 1), Both(figures, Contacts, FlowedOut));
        Assert.Equal(1, figures[Unanswered]);
    }

    [Fact]
    public void What_happens_at_the_instant_of_the_start_is_the_new_contacts()
    {
        var figures = Counted.Of(Thread()
            .Received(0).Closed(60)
            .Received(900).Started(900, (Field.Queue, "north"), (Field.Reason, "bill")));
        Assert.Equal(1, figures.InQueue("north").From("2026-03-02T09:15:00Z")[Contacts]);
        Assert.Equal(1, figures.InQueue(Dimensions.None).From("2026-03-02T09:00:00Z")[Contacts]);
    }

    [Fact]
    public void What_comes_before_the_first_message_is_of_the_first_contact_which_starts_with_the_message()
    {
        var figures = Counted.Of(Thread().Bot(-5).Classified(-3, (Field.Queue, "north")).Received(900));
        Assert.Equal(1, figures.InQueue("north").From("2026-03-02T09:15:00Z")[BotEngaged]);
        Assert.True(Counted.Of(Thread().Classified(5, (Field.Queue, "north"))).Keys.ToList() is []);
    }

    [Fact]
    public void Whose_first_message_is_ours_is_outbound_unless_it_says_otherwise()
    {
        string Direction(ContactScript thread) => Assert.Single(Counted.Of(thread).Keys.Select(key => key.Dimensions.Direction).Distinct());
        Assert.Equal("outbound", Direction(Thread().Sent(0, "agent").Received(5)));
        Assert.Equal("inbound", Direction(Thread().Received(0).Sent(5, "agent")));
        Assert.Equal("proactive", Direction(Thread().Sent(0, "bot", (Field.Direction, "proactive"))));
    }

    [Fact]
    public void Channel_and_customer_of_the_thread_are_each_contacts()
    {
        var figures = Counted.Of(Thread().Received(0, (Field.Customer, "ann")).Resolved(10).Closed(60).Received(70));
        Assert.Equal((2, 2), Both(figures, Contacts, CustomerKnown));
        Assert.Equal(1, figures[Recontacted]);
        Assert.All(figures.Keys, key => Assert.Equal("whatsapp", key.Dimensions.Channel));
    }

    [Fact]
    public void A_survey_says_nothing_of_the_thread()
    {
        var figures = Counted.Of(new ContactScript(Name, kind: TimelineKind.Thread)
            .Received(0).Satisfied(10, (Field.Channel, "email"), (Field.Customer, "zoe")));
        Assert.Equal((0, 1), (figures[CustomerKnown], figures.Where(key => key.Dimensions.Channel == Dimensions.None)[Contacts]));
    }

    [Fact]
    public void Receipts_follow_their_message_and_surveys_their_response()
    {
        var figures = Counted.Of(Thread()
            .Received(0).Sent(10, "agent", (Field.MessageId, "one")).Closed(60, (Field.Queue, "north"))
            .Event(EventTypes.SurveyRequested, 61, (Field.Survey, "after"), (Field.Response, "r"))
            .Received(900, (Field.Queue, "south"))
            .Read(901, "one").Satisfied(902, (Field.Response, "r")).Read(903, "unknown"));
        Assert.Equal((1, 1), (figures.InQueue("north")[Read], figures.InQueue("south")[Read]));
        Assert.Equal((1, 1), Both(figures.InQueue("north"), SurveysResponded, CsatHumanSatisfied));
        Assert.Equal(0, figures.InQueue("south")[CsatAnswers]);
    }

    [Fact]
    public void A_survey_in_a_thread_of_no_message_is_about_no_contact()
    {
        var figures = Counted.Of(Thread().Satisfied(10).Satisfied(20));
        Assert.Equal((0, 2), Both(figures, Contacts, CsatAnswers));
    }

    [Fact]
    public void A_late_event_cuts_anew_and_withdraws_the_contact_from_its_customer_and_case()
    {
        var known = Thread().Received(0, (Field.Customer, "ann"), (Field.Case, "k")).Resolved(10)
            .Received(30 * 3_600, (Field.Case, "k")).Resolved(31 * 3_600);
        var between = Thread().Received(15 * 3_600).Frames[1];
        var late = between with { Event = between.Event with { Id = 7 } };
        var partition = new Partition(Tenants.Defaults);

        partition.Deliver(known.Frames);
        partition.DeliverDerived();
        Assert.Equal((2, 2, 1, 2, 1), (Sum(Contacts), Sum(FcrEligible), Sum(Recontacted), Sum(CaseContacts), Sum(Cases)));

        int told = partition.Derived.Count;
        partition.Deliver([late]);
        Assert.Equal(1, Sum(Contacts));
        partition.DeliverDerived(told);
        Assert.Equal((1, 1, 0, 1, 1), (Sum(Contacts), Sum(FcrEligible), Sum(Recontacted), Sum(CaseContacts), Sum(Cases)));
        Same.Cells(Recount.Of([.. known.Frames, late], Tenants.Defaults), partition.Cells);
        Assert.Single(partition.Derived.Skip(told), frame => frame.Event.Is(Field.Withdrawn) && frame.Key.Kind == TimelineKind.Customer);
        Assert.Single(partition.Derived.Skip(told), frame => frame.Event.Is(Field.Withdrawn) && frame.Key.Kind == TimelineKind.Case);

        long Sum(Counter counter) => partition.Cells.All.Sum(cell => cell.Value[counter]);
    }

    private const string Name = "thread________________";

    /// <summary>A thread on WhatsApp, of which nothing else is known.</summary>
    private static ContactScript Thread() =>
        new ContactScript(Name, kind: TimelineKind.Thread).Classified(-20_000, (Field.Channel, "whatsapp"));

    private static (Field, object) Of(double seconds) => (Field.OfInstant, At.Utc(ContactScript.Morning) + (long)(seconds * 1_000));

    private static (long, long) Both(Counted figures, Counter first, params Counter[] others) => (figures[first], others.Sum(counter => figures[counter]));
}
