using Pulso.Events;
using Pulso.Measures;
using Pulso.Tests.Scenarios;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Timelines;

public sealed class BotTests
{
    private const double Window = 72 * 3_600;

    [Theory]
    [InlineData(59.999, 1)]
    [InlineData(60, 0)]
    [InlineData(60 + Window - 0.001, 0)]
    [InlineData(60 + Window, 1)]
    public void A_containment_is_durable_if_the_customer_does_not_come_back_in_the_window(double start, long durably)
    {
        var figures = Counted.Of(Contained("ann"), new ContactScript("b").Started(start, (Field.Customer, "ann"), (Field.Channel, "voice")));
        Assert.Equal((1, durably), (figures[BotContained], figures[BotContainedDurably]));
    }

    [Fact]
    public void Who_is_unknown_cannot_come_back_and_an_outbound_contact_is_no_return()
    {
        Assert.Equal(1, Counted.Of(Contained(null))[BotContainedDurably]);
        Assert.Equal(1, Counted.Of(
            Contained("ann"), new ContactScript("b").Started(90, (Field.Customer, "ann"), (Field.Direction, "outbound")))[BotContainedDurably]);
    }

    [Fact]
    public void A_customer_known_later_takes_the_durable_containment_along() => Assert.Equal(0, Counted.Of(
        Contained(null).Classified(900, (Field.Customer, "ann")), new ContactScript("b").Started(90, (Field.Customer, "ann")))[BotContainedDurably]);

    [Fact]
    public void Contained_is_what_a_bot_or_the_system_alone_has_solved_and_closed()
    {
        long Count(ContactScript script) => Counted.Of(script)[BotContained];
        ContactScript Solved(string? by) => By(Engaged(null), by, "solved");
        Assert.Equal((1, 1), (Count(Solved("bot").Closed(70)), Count(Solved("system").Closed(70))));
        Assert.Equal(0, Count(Solved("bot")));
        Assert.Equal(0, Count(Solved("bot").Closed(70).Reopened(80)));
        Assert.Equal((0, 0), (Count(Solved("agent").Closed(70)), Count(Solved(null).Closed(70))));
        Assert.Equal(0, Count(By(Solved("bot"), null, "solved").Closed(70)));
        Assert.Equal(0, Count(By(Solved("bot"), "agent", "unsolved").Closed(70)));
        Assert.Equal(1, Count(By(Solved("bot"), "system", "unsolved").Closed(70)));
        Assert.Equal(0, Count(Solved("bot").HandedOver(65).Closed(70)));
        Assert.Equal(0, Count(Solved("bot").Sent(65, "agent").Closed(70)));
        Assert.Equal(0, Count(By(new ContactScript("a").Started(0), "bot", "solved").Closed(70)));
    }

    [Fact]
    public void Abandoned_in_the_bot_is_what_was_closed_neither_solved_nor_handed_over()
    {
        Assert.Equal(1, Counted.Of(Engaged(null).Closed(70))[BotAbandoned]);
        Assert.Equal(0, Counted.Of(Engaged(null))[BotAbandoned]);
        Assert.Equal(0, Counted.Of(Contained(null))[BotAbandoned]);
        var handed = Counted.Of(Engaged(null).HandedOver(30).Event(EventTypes.BotHandedOver, 40, (Field.WithContext, true)).Closed(70));
        Assert.Equal((0, 1, 1, 1), (handed[BotAbandoned], handed[HandedOver], handed[HandedOverWithContext], handed[NeededHuman]));
    }

    private static ContactScript Engaged(string? customer) =>
        new ContactScript("a").Started(0, customer is null ? [(Field.Channel, "voice")] : [(Field.Channel, "voice"), (Field.Customer, customer)]).Bot(1);

    private static ContactScript Contained(string? customer) => By(Engaged(customer), "bot", "solved").Closed(70);

    private static ContactScript By(ContactScript script, string? by, string outcome) => script.Event(
        EventTypes.ContactResolved, 60, by is null ? [(Field.Outcome, outcome)] : [(Field.By, by), (Field.Outcome, outcome)]);
}
