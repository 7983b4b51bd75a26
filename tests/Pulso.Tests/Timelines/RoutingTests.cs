using Pulso.Events;
using Pulso.Measures;
using Pulso.Tests.Scenarios;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Timelines;

public sealed class RoutingTests
{
    [Fact]
    public void Who_asks_for_a_callback_does_not_abandon()
    {
        var figures = Counted.Of(Call().Queued(0, "north").Event(EventTypes.CallbackRequested, 40).Abandoned(50)
            .Event(EventTypes.CallbackAttempted, 900, (Field.Answered, false)).Event(EventTypes.CallbackAttempted, 1_900, (Field.Answered, true)));
        Assert.Equal((1, 0, 1), (figures[Offered], figures[Abandoned], figures[FlowedOut]));
        Assert.Equal((1, 2, 1), (figures[CallbacksRequested], figures[CallbacksAttempted], figures[CallbacksAnswered]));
    }

    [Fact]
    public void Misrouted_is_what_an_answer_sent_to_another_queue()
    {
        long Count(ContactScript script) => Counted.Of(script)[Misrouted];
        Assert.Equal(1, Count(Call().Queued(0, "north").Answered(5).Transferred(60, "south")));
        Assert.Equal(0, Count(Call().Queued(0, "north").Answered(5).Transferred(60, "north")));
        Assert.Equal(0, Count(Call().Queued(0, "north").Transferred(60, "south").Answered(70)));
        Assert.Equal(0, Count(Call().Queued(0, "north").Answered(5).Event(EventTypes.ContactTransferred, 60, (Field.ToAgent, "kim"))));
        Assert.Equal(1, Count(Call().Queued(0, "north").Answered(5).Event(EventTypes.ContactTransferred, 60, (Field.ToQueue, "south"), (Field.Queue, "south"))));
    }

    [Fact]
    public void A_contact_is_transferred_once_and_its_transfers_count_by_kind()
    {
        var figures = Counted.Of(Call().TransferredAs(10, "warm").TransferredAs(20, "cold").TransferredAs(30, "cold").TransferredAs(40, "flow").Event(EventTypes.ContactTransferred, 50));
        Assert.Equal((1, 1, 2, 1), (figures[Transferred], figures[TransfersWarm], figures[TransfersCold], figures[TransfersFlow]));
    }

    [Fact]
    public void A_calibration_stands_apart_from_what_it_checks()
    {
        var figures = Counted.Of(Call().Evaluated(60, 8, 10).Evaluated(90, 9, 10).Evaluated(95, 1, 3, calibration: true).Evaluated(99, 0, 5, true, "other"));
        Assert.Equal((2, 17_000, 20_000), (figures[QualityEvaluations], figures[QualityScore], figures[QualityMax]));
        // The last evaluation on the form: |0.333 − 0.900|; on the other form there is none to check.
        Assert.Equal((1, 567), (figures[Calibrations], figures[CalibrationGap]));
    }

    [Fact]
    public void A_calibration_may_come_before_its_evaluation_and_counts_at_its_own_instant()
    {
        var figures = Counted.Of(Call().Evaluated(60, 5, 10, calibration: true).Evaluated(90_000, 9, 10));
        Assert.Equal((1, 400), (figures.On("2026-03-02")[Calibrations], figures.On("2026-03-02")[CalibrationGap]));
        Assert.Equal(1, figures.On("2026-03-03")[QualityEvaluations]);
    }

    [Fact]
    public void A_sentiment_is_negative_below_minus_a_quarter()
    {
        var figures = Counted.Of(Call().Felt(5, -0.25).Felt(6, -0.251).Felt(7, 1));
        Assert.Equal((3, 499, 1), (figures[SentimentScored], figures[SentimentScore], figures[SentimentNegative]));
    }

    [Fact]
    public void A_case_counts_where_its_earliest_contact_does()
    {
        ContactScript Part(string subject, double at, string channel, string queue) =>
            new ContactScript(subject).Started(at, (Field.Case, "k"), (Field.Channel, channel), (Field.Queue, queue));
        var figures = Counted.Of(Part("a", 900, "voice", "late"), Part("b", 0, "chat", "early"), Part("c", 1_800, "voice", "late"), new ContactScript("d").Started(0));
        Assert.Equal((1, 1, 3), (figures.InQueue("early")[Cases], figures.InQueue("early")[CasesSwitched], figures.InQueue("early")[CaseContacts]));
        Assert.Equal(0, figures.InQueue("late")[Cases]);
    }

    [Fact]
    public void An_unknown_channel_is_no_switch()
    {
        var figures = Counted.Of(
            new ContactScript("a").Started(0, (Field.Case, "k")), new ContactScript("b").Started(5, (Field.Case, "k"), (Field.Channel, "voice")));
        Assert.Equal((1, 0, 2), (figures[Cases], figures[CasesSwitched], figures[CaseContacts]));
    }

    private static ContactScript Call() => new ContactScript("a").Started(0, (Field.Channel, "voice"));
}
