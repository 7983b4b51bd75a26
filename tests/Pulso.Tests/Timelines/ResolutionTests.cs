using Pulso.Events;
using Pulso.Tests.Scenarios;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Timelines;

public sealed class ResolutionTests
{
    [Fact]
    public void Several_resolutions_are_one_on_the_day_of_the_first_with_the_time_to_the_last()
    {
        var figures = Counted.Of(Ticket().Resolved(100_000).Resolved(200_000));
        Assert.Equal((1, 200_000_000), (figures.On("2026-03-03")[Resolved], figures.On("2026-03-03")[ResolutionMs]));
        Assert.Equal(1, figures[Resolved]);
    }

    [Fact]
    public void An_unsolved_resolution_is_none()
    {
        var figures = Counted.Of(Ticket().Unsolved(10).Resolved(20).Unsolved(500), Ticket("b").Unsolved(10));
        Assert.Equal((1, 20_000), (figures[Resolved], figures[ResolutionMs]));
    }

    [Fact]
    public void A_reopened_contact_stays_resolved_and_counts_as_reopened_once()
    {
        var figures = Counted.Of(Ticket().Resolved(10).Reopened(20).Resolved(30).Reopened(40));
        Assert.Equal((1, 1), (figures[Resolved], figures[Reopened]));
    }

    [Fact]
    public void A_contact_reopened_and_never_solved_is_neither()
    {
        var figures = Counted.Of(Ticket().Reopened(20));
        Assert.Equal((0, 0), (figures[Resolved], figures[Reopened]));
    }

    [Fact]
    public void A_resolution_before_the_start_takes_no_time() => Assert.Equal(0, Counted.Of(Ticket().Resolved(-60))[ResolutionMs]);

    [Fact]
    public void What_is_known_last_about_the_contact_holds_for_all_it_did_before()
    {
        var figures = Counted.Of(Ticket().Queued(5).Answered(6).Resolved(10).Classified(99, (Field.Reason, "bill"), (Field.Priority, "1")));
        Assert.All(figures.Keys, key => Assert.Equal(("bill", "1"), (key.Dimensions.Reason, key.Dimensions.Priority)));
    }

    [Fact]
    public void The_first_known_channel_and_direction_stay()
    {
        var figures = Counted.Of(new ContactScript("a")
            .Started(0)
            .Classified(1, (Field.Channel, "chat"), (Field.Direction, "proactive"))
            .Classified(2, (Field.Channel, "voice"), (Field.Direction, "inbound")));
        var known = Assert.Single(figures.Keys).Dimensions;
        Assert.Equal(("chat", "proactive"), (known.Channel, known.Direction));
    }

    [Fact]
    public void A_contact_that_says_nothing_is_inbound_and_unknown_otherwise()
    {
        var key = Assert.Single(Counted.Of(new ContactScript("a").Started(0)).Keys);
        Assert.Equal(new("(none)", "inbound", "(none)", "(none)", "(none)"), key.Dimensions);
    }

    private static ContactScript Ticket(string subject = "a") => new ContactScript(subject).Started(0, (Field.Channel, "helpdesk"));
}
