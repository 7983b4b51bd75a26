using Pulso.Events;
using Pulso.Tests.Scenarios;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Timelines;

public sealed class IvrTests
{
    [Fact]
    public void A_hang_up_in_the_menu_counts_once_though_two_events_say_it()
    {
        var figures = Counted.Of(Call().LeftIvr(30, "hangup").Abandoned(30));
        Assert.Equal((1, 1, 30_000), (figures[IvrEntered], figures[IvrAbandoned], figures[IvrMs]));
        Assert.Equal((0, 0), (figures[Abandoned], figures[Offered]));
    }

    [Fact]
    public void Either_of_the_two_events_is_enough()
    {
        Assert.Equal(1, Counted.Of(Call().LeftIvr(30, "hangup"))[IvrAbandoned]);
        Assert.Equal(1, Counted.Of(Call().Abandoned(30))[IvrAbandoned]);
    }

    [Fact]
    public void It_takes_an_ivr_to_leave_it()
    {
        var figures = Counted.Of(new ContactScript("a").Started(0).LeftIvr(10, "hangup").Abandoned(20));
        Assert.Equal((0, 0, 0), (figures[IvrEntered], figures[IvrAbandoned], figures[IvrMs]));
    }

    [Theory]
    [InlineData("queue")]
    [InlineData("contained")]
    public void Who_leaves_it_another_way_does_not_abandon_it(string to) =>
        Assert.Equal(0, Counted.Of(Call().LeftIvr(30, to))[IvrAbandoned]);

    [Fact]
    public void A_leg_before_or_after_keeps_it_from_being_an_abandon_in_the_ivr()
    {
        Assert.Equal(0, Counted.Of(Call().LeftIvr(30, "hangup").Queued(40))[IvrAbandoned]);
        Assert.Equal(0, Counted.Of(Call().Queued(5).Abandoned(10).LeftIvr(30, "hangup"))[IvrAbandoned]);
        Assert.Equal(0, Counted.Of(Call().Answered(5).Abandoned(30))[IvrAbandoned]);
    }

    [Fact]
    public void Its_time_is_the_sum_of_the_spans_from_the_first_open_entry()
    {
        var figures = Counted.Of(
            Call().EnteredIvr(10).LeftIvr(30, "queue").LeftIvr(40, "queue").EnteredIvr(100).LeftIvr(101.5, "queue").EnteredIvr(200));
        Assert.Equal((1, 31_500), (figures[IvrEntered], figures[IvrMs]));
    }

    [Fact]
    public void It_counts_at_the_start_of_the_contact()
    {
        var figures = Counted.Of(new ContactScript("a").Started(0).EnteredIvr(890).LeftIvr(1_000, "hangup"));
        Assert.Equal((1, 110_000), (figures.From("2026-03-02T09:00:00Z")[IvrAbandoned], figures.From("2026-03-02T09:00:00Z")[IvrMs]));
    }

    private static ContactScript Call() => new ContactScript("a").Started(0, (Field.Channel, "voice")).EnteredIvr(0);
}
