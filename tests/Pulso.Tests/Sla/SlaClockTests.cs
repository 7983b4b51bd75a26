using Pulso.Events;
using Pulso.Sla;
using Pulso.Tests.Scenarios;
using Pulso.Timelines.Contacts;

namespace Pulso.Tests.Sla;

/// <summary>How a clock of an hour stands, of a chat that starts at 09:00Z.</summary>
public sealed class SlaClockTests
{
    private const string HourOfWork = """ "sla": [ { "clock": "resolution", "target": "PT1H" } ] """;

    [Theory]
    [InlineData(0, ClockState.Running, 2_880)]
    [InlineData(2_879.999, ClockState.Running, 2_880)]
    [InlineData(2_880, ClockState.Warned, 3_600)]
    [InlineData(3_599.999, ClockState.Warned, 3_600)]
    [InlineData(3_600, ClockState.Breached, -1)]
    public void It_warns_before_it_is_breached_and_says_what_it_waits_for(double known, ClockState state, double changes)
    {
        var clock = Of(Chat(), known);
        Assert.Equal((state, changes < 0 ? null : (double?)changes), (clock.State, After(clock.ChangesMs)));
        Assert.Equal((2_880, 3_600, null), (After(clock.WarnsMs), After(clock.DueMs), After(clock.MetMs)));
    }

    [Fact]
    public void Once_met_it_waits_for_nothing()
    {
        var clock = Of(Chat().Resolved(3_600), 3_600);
        Assert.Equal((ClockState.Met, 3_600, 3_600, null), (clock.State, After(clock.MetMs), After(clock.CountsAtMs), clock.ChangesMs));
    }

    [Fact]
    public void Met_late_it_stays_breached_and_tells_when_it_was_met()
    {
        var clock = Of(Chat().Resolved(4_000), 5_000);
        Assert.Equal((ClockState.Breached, 4_000, 3_600), (clock.State, After(clock.MetMs), After(clock.CountsAtMs)));
    }

    [Fact]
    public void In_a_pause_without_end_it_waits_for_nothing()
    {
        var clock = Of(Chat().Event(EventTypes.ContactPaused, 600), 900);
        Assert.Equal((ClockState.Running, null, null, 300_000), (clock.State, clock.DueMs, clock.ChangesMs, clock.PausedMs));
    }

    [Fact]
    public void Closed_before_its_due_it_is_stopped_and_counts_nowhere()
    {
        var clock = Of(Chat().Closed(900), 9_000);
        Assert.Equal((ClockState.Stopped, null, null), (clock.State, clock.CountsAtMs, clock.ChangesMs));
    }

    [Fact]
    public void A_target_may_warn_earlier_or_not_at_all()
    {
        Assert.Equal(900, After(Of(Chat(), 0, """ "sla": [ { "clock": "resolution", "target": "PT1H", "warnAt": 0.25 } ] """).WarnsMs));
        Assert.Equal((null, 3_600), (Of(Chat(), 0, """ "sla": [ { "clock": "resolution", "target": "PT1H", "warnAt": 1 } ] """).WarnsMs, 3_600));
    }

    [Fact]
    public void Clocks_of_a_kind_are_numbered()
    {
        var contact = ContactFold.Of(EventSet.Of(Chat().Resolved(100).Reopened(200).Frames.Select(frame => frame.Event)))!;
        Assert.Equal([1, 2], SlaClock.AllOf(contact, Tenants.In("UTC", HourOfWork), contact.StartedMs).Select(clock => clock.Sequence));
    }

    private static ContactScript Chat() => new ContactScript("a").Started(0, (Field.Channel, "chat"));

    private static double? After(long? instantMs) => (instantMs - At.Utc(ContactScript.Morning)) / 1_000.0;

    private static SlaClock Of(ContactScript script, double known, string settings = HourOfWork)
    {
        var contact = ContactFold.Of(EventSet.Of(script.Frames.Select(frame => frame.Event)))!;
        return Assert.Single(SlaClock.AllOf(contact, Tenants.In("UTC", settings), contact.StartedMs + (long)(known * 1_000)));
    }
}
