using Pulso.Events;
using Pulso.Tests.Scenarios;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Timelines;

public sealed class FirstContactResolutionTests
{
    private const double Window = 72 * 3_600;

    [Fact]
    public void Eligible_are_inbound_contacts_ever_solved_with_a_known_customer()
    {
        var figures = Counted.Of(
            Solved("a", "ann"),
            new ContactScript("b").Started(0, (Field.Customer, "ben")).Unsolved(60),
            new ContactScript("c").Started(0).Resolved(60),
            new ContactScript("d").Started(0, (Field.Customer, "eve"), (Field.Direction, "outbound")).Resolved(60),
            new ContactScript("e").Started(0, (Field.Customer, "max"), (Field.Direction, "proactive")).Resolved(60));
        Assert.Equal((1, 1, 0), (figures[FcrEligible], figures[Fcr], figures[Recontacted]));
    }

    [Theory]
    [InlineData(59.999, 0)] // overlaps: started before the resolution
    [InlineData(60, 1)] // at the instant of the resolution
    [InlineData(60 + Window - 0.001, 1)]
    [InlineData(60 + Window, 0)] // at the window's very end
    public void The_window_includes_the_resolution_and_excludes_its_end(double start, long recontacted)
    {
        var figures = Counted.Of(Solved("a", "ann"), new ContactScript("b").Started(start, (Field.Customer, "ann")));
        Assert.Equal((1, recontacted, 1 - recontacted), (figures[FcrEligible], figures[Recontacted], figures[Fcr]));
    }

    [Fact]
    public void The_window_starts_at_the_last_resolution()
    {
        var figures = Counted.Of(
            Solved("a", "ann").Resolved(1_000),
            new ContactScript("b").Started(500, (Field.Customer, "ann")));
        Assert.Equal(0, figures[Recontacted]);
    }

    [Theory]
    [InlineData("inbound", 1)]
    [InlineData("outbound", 0)]
    [InlineData("proactive", 0)]
    public void Only_an_inbound_contact_is_a_recontact(string direction, long recontacted)
    {
        var figures = Counted.Of(
            Solved("a", "ann"), new ContactScript("b").Started(100, (Field.Customer, "ann"), (Field.Direction, direction)));
        Assert.Equal(recontacted, figures[Recontacted]);
    }

    [Fact]
    public void A_contact_is_no_recontact_of_itself_nor_of_another_customer()
    {
        var figures = Counted.Of(
            new ContactScript("a").Started(60, (Field.Customer, "ann")).Resolved(60),
            new ContactScript("b").Started(100, (Field.Customer, "ben")));
        Assert.Equal((1, 0), (figures[FcrEligible], figures[Recontacted]));
    }

    [Fact]
    public void Two_contacts_that_start_and_end_at_one_instant_are_recontacts_of_each_other()
    {
        var figures = Counted.Of(
            new ContactScript("a").Started(60, (Field.Customer, "ann")).Resolved(60),
            new ContactScript("b").Started(60, (Field.Customer, "ann")).Resolved(60));
        Assert.Equal((2, 2, 0), (figures[FcrEligible], figures[Recontacted], figures[Fcr]));
    }

    [Fact]
    public void A_recontact_may_come_on_any_channel_and_the_window_is_that_of_the_resolved_one()
    {
        double days = 4 * 86_400;
        var figures = Counted.Of(
            new ContactScript("a").Started(0, (Field.Customer, "ann"), (Field.Channel, "email")).Resolved(60),
            new ContactScript("b").Started(days, (Field.Customer, "ann"), (Field.Channel, "voice")).Resolved(days + 1),
            new ContactScript("c").Started(2 * days, (Field.Customer, "ann"), (Field.Channel, "email")));
        Assert.Equal(1, figures[Recontacted]);
        Assert.Equal(1, figures.Where(key => key.Dimensions.Channel == "email")[Recontacted]);
    }

    [Fact]
    public void Reopening_and_escalation_take_the_fcr_but_are_no_recontact()
    {
        var figures = Counted.Of(Solved("a", "ann").Reopened(90), Solved("b", "ben").Escalated(30));
        Assert.Equal((2, 0, 0), (figures[FcrEligible], figures[Fcr], figures[Recontacted]));
    }

    [Fact]
    public void The_customer_known_last_is_the_customer_also_for_the_time_before()
    {
        var figures = Counted.Of(
            Solved("a", "ann"),
            new ContactScript("b").Started(100, (Field.Customer, "ann")).Classified(200, (Field.Customer, "ben")),
            Solved("c", "ben"));
        Assert.Equal((2, 1, 1), (figures[FcrEligible], figures[Recontacted], figures[Fcr]));
    }

    [Theory]
    [InlineData("bill", 1)]
    [InlineData("line", 0)]
    public void By_setting_only_the_same_reason_is_a_recontact(string reason, long recontacted)
    {
        var figures = Counted.Of(
            Tenants.In("UTC", "\"recontactSameReason\": true"),
            Solved("a", "ann").Classified(61, (Field.Reason, "bill")),
            new ContactScript("b").Started(100, (Field.Customer, "ann"), (Field.Reason, reason)));
        Assert.Equal(recontacted, figures[Recontacted]);
    }

    [Fact]
    public void A_queue_may_have_a_window_of_its_own()
    {
        var settings = Tenants.In("UTC", """
            "channels": { "voice": { "recontactHours": 2, "queues": { "NW": { "recontactHours": 0.5 } } } }
            """);
        ContactScript Call(string subject, double at, string customer, string queue) => new ContactScript(subject).Started(
            at, (Field.Customer, customer), (Field.Channel, "voice"), (Field.Queue, queue));
        var figures = Counted.Of(
            settings,
            Call("a", 0, "ann", "NW").Resolved(0), Call("b", 1_800, "ann", "NW"),
            Call("c", 0, "ben", "PS").Resolved(0), Call("d", 1_800, "ben", "PS"));
        Assert.Equal((0, 1), (figures.InQueue("NW")[Recontacted], figures.InQueue("PS")[Recontacted]));
    }

    [Fact]
    public void It_counts_at_the_start_though_the_resolution_and_the_recontact_come_days_later()
    {
        var figures = Counted.Of(
            new ContactScript("a").Started(0, (Field.Customer, "ann")).Resolved(90_000),
            new ContactScript("b").Started(180_000, (Field.Customer, "ann")));
        Assert.Equal((1, 1), (figures.On("2026-03-02")[FcrEligible], figures.On("2026-03-02")[Recontacted]));
    }

    /// <summary>Ann calls on Monday morning, again at noon, writes on Friday, and calls eight days later; on Tuesday somebody else calls.</summary>
    [Fact]
    public void The_variants_of_one_customer_can_be_counted_by_hand()
    {
        const double hour = 3_600, day = 24 * hour;
        ContactScript Ann(string subject, double at, string channel, string queue) =>
            new ContactScript(subject).Started(at, (Field.Customer, "ann"), (Field.Channel, channel), (Field.Queue, queue));
        var figures = Counted.Of(
            Tenants.In("UTC", """ "channels": { "voice": { "fcrWeight": 1.5 } } """),
            Ann("morning", 0, "voice", "1").Classified(5, (Field.Difficulty, 1_003)).Resolved(60), // 1.5045: half to even, 1.504
            Ann("noon", 3 * hour, "voice", "2").Resolved(3 * hour),
            Ann("friday", 4 * day, "email", "3").Resolved(4 * day).Reopened(4 * day + 5).Resolved(4 * day + 10),
            Ann("later", 12 * day, "voice", "4").Resolved(12 * day).Escalated(12 * day + 5),
            new ContactScript("other").Started(day, (Field.Customer, "ben"), (Field.Channel, "voice"), (Field.Queue, "5")));
        string Of(string queue)
        {
            var own = figures.InQueue(queue);
            return string.Join(' ', new[] { FcrEligible, Fcr, Recontacted, IsRecontact, FcrSingle, FcrWeek, FcrFirst, FcrFirstEligible, ResolvedInChannel }
                .Where(counter => own[counter] == 1).Select(counter => counter.Name));
        }
        Assert.Equal("fcr_eligible recontacted fcr_first_eligible resolved_in_channel", Of("1"));
        // Not again within 72 hours, but within 7 days; and not the only one, for the morning lies in the window before.
        Assert.Equal("fcr_eligible fcr is_recontact resolved_in_channel", Of("2"));
        // Reopened: no FCR, yet nobody else in the 7 days of e-mail after; before lie Monday's calls.
        Assert.Equal("fcr_eligible fcr_first_eligible resolved_in_channel", Of("3"));
        // Escalated.
        Assert.Equal("fcr_eligible fcr_first_eligible resolved_in_channel", Of("4"));
        Assert.Equal("", Of("5"));
        Assert.Equal((1_504 + 1_500 + 1_000 + 1_500, 1_500), (figures[FcrEligibleWeighted], figures[FcrWeighted]));
    }

    [Fact]
    public void A_contact_alone_in_both_windows_is_single_though_it_was_reopened()
    {
        const double window = 72 * 3_600;
        ContactScript At(string subject, double start) => new ContactScript(subject).Started(start, (Field.Customer, "ann"), (Field.Channel, "voice"));
        Assert.Equal(1, Counted.Of(At("a", 0).Resolved(60).Reopened(90), At("b", 60 + window), At("c", -window - 0.001))[FcrSingle]);
        Assert.Equal(0, Counted.Of(At("a", 0).Resolved(60), At("c", -window))[FcrSingle]);
        Assert.Equal(0, Counted.Of(At("a", 0).Resolved(60), At("b", 30))[FcrSingle]);
        Assert.Equal(0, Counted.Of(At("a", 0).Resolved(60).Escalated(90))[FcrSingle]);
    }

    [Fact]
    public void A_recontact_on_another_channel_takes_the_resolution_in_channel()
    {
        ContactScript On(string subject, double start, string channel, string direction = "inbound") => new ContactScript(subject).Started(
            start, (Field.Customer, "ann"), (Field.Channel, channel), (Field.Direction, direction));
        Assert.Equal(0, Counted.Of(On("a", 0, "voice").Resolved(60), On("b", 90, "chat"))[ResolvedInChannel]);
        Assert.Equal(0, Counted.Of(On("a", 0, "voice", "outbound").Resolved(60), On("b", 90, "chat"))[ResolvedInChannel]);
        Assert.Equal(1, Counted.Of(On("a", 0, "voice").Resolved(60), On("b", 90, "chat", "outbound"), On("c", 90, "voice"))[ResolvedInChannel]);
        Assert.Equal(1, Counted.Of(new ContactScript("a").Started(0).Resolved(60))[ResolvedInChannel]);
    }

    private static ContactScript Solved(string subject, string customer) =>
        new ContactScript(subject).Started(0, (Field.Customer, customer)).Resolved(60);
}
