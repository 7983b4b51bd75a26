using Pulso.Alerts;

namespace Pulso.Tests.Alerts;

/// <summary>How often, and when, an alert is tried.</summary>
public sealed class DeliveryLaws
{
    private static readonly AlertDelivery New = AlertDelivery.First(new Alert(AlertKind.Action, 1_000, "a"), "desk");

    [Fact]
    public void A_receiver_that_never_takes_it_is_asked_ten_times_over_three_days()
    {
        var times = new List<long>();
        AlertDelivery? delivery = New;
        for (long nowMs = 1_000; delivery?.NextMs is { } nextMs; delivery = delivery.After(DeliveryOutcome.Failed, "answered 500", nowMs))
            times.Add(nowMs = nextMs);

        Assert.Equal((10, 10, "answered 500"), (AlertDelivery.MostAttempts, delivery!.Attempts, delivery.Problem));
        Assert.Equal([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400], times.Zip(times.Skip(1), (a, b) => (b - a) / 1_000));
    }

    [Fact]
    public void What_is_taken_is_done_and_what_is_unwanted_is_not_tried_again()
    {
        Assert.Null(New.After(DeliveryOutcome.Taken, null, 5));
        Assert.Equal((1, null), (New.After(DeliveryOutcome.Unwanted, "answered 410", 5)!.Attempts, New.After(DeliveryOutcome.Unwanted, "answered 410", 5)!.NextMs));
    }

    [Fact]
    public void What_is_sent_again_begins_anew()
    {
        var dead = New with { Attempts = 10, NextMs = null, Problem = "answered 500" };
        Assert.Equal(dead with { Attempts = 0, NextMs = 7 }, dead.Again(7));
    }
}
