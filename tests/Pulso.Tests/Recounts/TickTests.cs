using Pulso.Events;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Recounts;

/// <summary>A thread that is cut after an hour; its last message is at 09:10.</summary>
public sealed class TickTests
{
    private const string Rules = """ "channels": { "whatsapp": { "threadGapHours": 1 } } """;
    private const double DueSeconds = 600 + 3_600;

    [Theory]
    [InlineData(-0.001, 0)]
    [InlineData(0, 1)]
    [InlineData(0.001, 1)]
    [InlineData(86_400, 1)]
    public void A_silence_closes_the_last_contact_once_its_end_was_reached(double afterDue, long unanswered)
    {
        var thread = Thread().Event(EventTypes.TimeReached, DueSeconds + afterDue);
        Assert.Equal(unanswered, Of(thread)[Counter.Unanswered]);
    }

    [Fact]
    public void It_closes_when_the_silence_ended_not_when_that_was_told() => Assert.Equal(
        [("09:00", "(none)", 1), ("10:00", "(none)", -1)], Of(Thread().Event(EventTypes.TimeReached, 86_400)).Flows);

    [Fact]
    public void Only_the_latest_instant_matters()
    {
        var thread = Thread()
            .Event(EventTypes.TimeReached, DueSeconds).Event(EventTypes.TimeReached, 0).Event(EventTypes.TimeReached, DueSeconds - 1);
        Assert.Equal(1, Of(thread)[Counter.Unanswered]);
    }

    [Fact]
    public void A_message_before_the_end_of_the_silence_makes_another_one() =>
        Assert.Equal(0, Of(Thread().Event(EventTypes.TimeReached, DueSeconds).Received(DueSeconds - 1))[Counter.Unanswered]);

    [Fact]
    public void A_closing_before_the_silence_ended_is_the_only_one() => Assert.Equal(
        [("09:00", "(none)", 1), ("09:30", "(none)", -1)],
        Of(Thread().Closed(1_800).Event(EventTypes.TimeReached, 86_400)).Flows);

    [Fact]
    public void A_closing_after_the_silence_ended_changes_nothing_more() => Assert.Equal(
        [("09:00", "(none)", 1), ("10:00", "(none)", -1)],
        Of(Thread().Closed(7_200).Event(EventTypes.TimeReached, 86_400)).Flows);

    [Fact]
    public void A_tick_starts_nothing_and_extends_nothing()
    {
        Assert.Equal(1, Of(Thread().Event(EventTypes.TimeReached, -3_600).Event(EventTypes.TimeReached, 86_400))[Counter.Contacts]);
        Assert.Equal(0, Of(new ContactScript("thread", kind: TimelineKind.Thread).Event(EventTypes.TimeReached, 0))[Counter.Contacts]);
    }

    [Fact]
    public void On_a_contact_of_its_own_a_tick_means_nothing()
    {
        var contact = new ContactScript("a").Received(0, (Field.Channel, "whatsapp")).Frames;
        var tick = Thread().Event(EventTypes.TimeReached, 86_400).Frames[^1] with { Key = contact[0].Key };
        var settings = Tenants.In("UTC", Rules);
        Same.Cells(Recount.Of(contact, settings), Recount.Of([.. contact, tick], settings));
    }

    private static ContactScript Thread() => new ContactScript("thread", kind: TimelineKind.Thread)
        .Received(0, (Field.Channel, "whatsapp")).Received(600);

    private static Recounted Of(ContactScript script) => new(Tenants.In("UTC", Rules), script);
}
