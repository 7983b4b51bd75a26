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

    private static ContactScript Solved(string subject, string customer) =>
        new ContactScript(subject).Started(0, (Field.Customer, customer)).Resolved(60);
}
