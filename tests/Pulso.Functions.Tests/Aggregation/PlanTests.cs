using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Aggregation;

public sealed class PlanTests
{
    private static readonly TenantSettings Defaults = Pulso.Tests.Scenarios.Tenants.Defaults;

    [Fact]
    public void A_conflict_counts_once_also_beside_a_poison_event()
    {
        var call = new ContactScript("call").Started(0).Closed(60);
        var conflicting = call.Frames[1] with { Event = call.Frames[1].Event with { TimeMs = call.Frames[1].Event.TimeMs + 1 } };
        var plan = new Plan(Defaults, nowMs: 0);

        plan.Add(call.Frames[0].Key, null, [call.Frames[0], OutOfTime(call.Frames[0], 1), call.Frames[1], conflicting]);

        Assert.Equal(["/test"], plan.Conflicts);
        Assert.Single(plan.Rejections);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(999)]
    [InlineData(0, 1, 2)]
    [InlineData(10, 400, 401, 999)]
    public void Of_a_thousand_events_exactly_the_poison_ones_are_rejected_in_their_order(params int[] poisonAt)
    {
        var contact = new ContactScript("contact").Started(0);
        for (int i = 1; i < 1_000; i++)
            contact.Handled(i, (Field.Talk, 1_000));
        var frames = contact.Frames.Select((frame, place) => poisonAt.Contains(place) ? OutOfTime(frame, place) : frame).ToList();
        var plan = new Plan(Defaults, nowMs: 0);

        plan.Add(contact.Frames[0].Key, null, frames);

        Assert.Equal(poisonAt.Select(place => frames[place]), plan.Rejections.Select(rejection => rejection.Frame));
        var change = Assert.Single(plan.Changes);
        Assert.Equal(1_000 - poisonAt.Length, change.Change.Next.Events.Count);
        var good = new Plan(Defaults, nowMs: 0);
        good.Add(contact.Frames[0].Key, null, [.. frames.Where((_, place) => !poisonAt.Contains(place))]);
        Same.Cells(good.Changes[0].Change.Delta, change.Change.Delta);
    }

    /// <summary>A start before every calendar.</summary>
    private static Frame OutOfTime(Frame frame, int number) => frame with
    {
        Event = new Event(EventTypes.ContactStarted, long.MinValue, EventId.Of("/poison", $"{number}"), []),
    };
}
