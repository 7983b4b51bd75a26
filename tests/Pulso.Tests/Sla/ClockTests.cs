using Pulso.Events;
using Pulso.Settings;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Sla;

/// <summary>Contacts that start at 09:00Z on Monday 2 March: a first reply within 10 minutes, the next within 5, a solution within an hour.</summary>
public sealed class ClockTests
{
    private static readonly TenantSettings Settings = Tenants.In("UTC", """
        "calendars": { "office": { "periods": { "mon-fri": ["09:00-17:00"] } } },
        "sla": [
          { "clock": "first_reply", "target": "PT10M" },
          { "clock": "next_reply", "target": "PT5M" },
          { "clock": "resolution", "target": "PT1H" },
          { "clock": "resolution", "priority": "high", "target": "PT30M" },
          { "clock": "resolution", "priority": "low", "target": "PT9H", "calendar": "office" },
          { "clock": "resolution", "channel": "fax", "target": "PT2H" },
          { "clock": "resolution", "channel": "fax", "priority": "high", "target": "PT3H" } ]
        """);

    [Theory]
    [InlineData(599.999, 1, 0)]
    [InlineData(600, 1, 0)]
    [InlineData(600.001, 0, 1)]
    public void A_reply_at_the_due_instant_is_in_time(double seconds, long met, long breached)
    {
        var figures = Of(Chat().Sent(seconds, "agent"));
        Assert.Equal((1, met, breached), (figures[SlaFirstReplyApplied], figures[SlaFirstReplyMet], figures[SlaFirstReplyBreached]));
    }

    [Theory]
    [InlineData(599.999, 0)]
    [InlineData(600, 1)]
    public void Without_a_reply_it_is_breached_once_its_due_is_known_to_be_reached(double seconds, long breached)
    {
        Assert.Equal(breached, Of(Chat().Event(EventTypes.TimeReached, seconds))[SlaFirstReplyApplied]);
        Assert.Equal(breached, Of(Chat().Felt(seconds, 0))[SlaFirstReplyBreached]);
    }

    [Fact]
    public void A_breach_lies_at_its_due_and_not_where_it_was_found() =>
        Assert.Equal(1, Of(Chat().Event(EventTypes.TimeReached, 86_400)).From("2026-03-02T09:00:00Z")[SlaFirstReplyBreached]);

    [Fact]
    public void What_was_met_lies_where_it_was_met() =>
        Assert.Equal(1, Of(Chat().Resolved(3_600)).From("2026-03-02T10:00:00Z")[SlaResolutionMet]);

    [Fact]
    public void A_bots_message_is_no_reply() => Assert.Equal(0, Of(Chat().Sent(10, "bot").Event(EventTypes.TimeReached, 599))[SlaFirstReplyApplied]);

    [Fact]
    public void Where_a_bot_was_the_first_reply_is_waited_for_from_its_handover()
    {
        var figures = Of(Chat().Bot(1).Sent(2, "bot").HandedOver(1_000).Sent(1_600, "agent"));
        Assert.Equal((1, 0), (figures[SlaFirstReplyMet], figures[SlaFirstReplyBreached]));
        Assert.Equal(1, Of(Chat().Bot(1).Queued(1_000, "east").Sent(1_600.001, "agent"))[SlaFirstReplyBreached]);
        Assert.Equal(0, Of(Chat().Bot(1).Sent(2, "bot").Event(EventTypes.TimeReached, 86_400))[SlaFirstReplyApplied]);
    }

    [Fact]
    public void An_answered_call_is_a_reply_on_voice_and_on_no_other_channel()
    {
        ContactScript Answered(string channel) => new ContactScript("a").Started(0, (Field.Channel, channel)).Answered(60, "kim").Event(EventTypes.TimeReached, 700);
        Assert.Equal((1, 0), (Of(Answered("voice"))[SlaFirstReplyMet], Of(Answered("chat"))[SlaFirstReplyMet]));
    }

    [Fact]
    public void Of_several_messages_in_a_row_the_first_is_waited_for()
    {
        var figures = Of(Chat().Sent(10, "agent").Received(100).Received(350).Sent(400.001, "agent").Received(500).Sent(800, "agent"));
        Assert.Equal((2, 1, 1), (figures[SlaNextReplyApplied], figures[SlaNextReplyMet], figures[SlaNextReplyBreached]));
    }

    [Fact]
    public void A_closing_stops_what_was_not_due_and_takes_no_breach_back()
    {
        Assert.Equal(0, Of(Chat().Closed(600).Event(EventTypes.TimeReached, 86_400))[SlaFirstReplyApplied]);
        Assert.Equal(0, Of(Chat().Closed(600).Event(EventTypes.TimeReached, 86_400))[SlaResolutionApplied]);
        Assert.Equal(1, Of(Chat().Closed(600.001))[SlaFirstReplyBreached]);
        Assert.Equal(0, Of(Chat().Resolved(300))[SlaFirstReplyApplied]);
    }

    [Fact]
    public void A_reopening_starts_another_resolution_clock()
    {
        var figures = Of(Chat().Resolved(3_600).Closed(3_700).Reopened(90_000).Resolved(93_600.001));
        Assert.Equal((2, 1, 1), (figures[SlaResolutionApplied], figures[SlaResolutionMet], figures[SlaResolutionBreached]));
    }

    [Fact]
    public void A_reopening_of_what_is_open_starts_nothing() =>
        Assert.Equal(1, Of(Chat().Reopened(3_000).Resolved(3_600.001))[SlaResolutionBreached]);

    [Fact]
    public void Pauses_do_not_run_and_are_told()
    {
        var figures = Of(Chat().Event(EventTypes.ContactPaused, 600).Event(EventTypes.ContactResumed, 7_800).Resolved(10_800));
        Assert.Equal((1, 0), (figures[SlaResolutionMet], figures[SlaResolutionBreached]));
        // The first reply was due as the pause began: the pause took nothing from it.
        Assert.Equal((1, 7_200_000), (figures[SlaFirstReplyBreached], figures[SlaPausedMs]));
    }

    [Fact]
    public void While_it_is_paused_nothing_becomes_due() =>
        Assert.Equal(0, Of(Chat().Event(EventTypes.ContactPaused, 599).Event(EventTypes.TimeReached, 864_000))[SlaFirstReplyApplied]);

    [Theory]
    [InlineData("2026-03-03T10:00:00Z", 1)]
    [InlineData("2026-03-03T10:00:00.001Z", 0)]
    public void Outside_of_its_hours_a_clock_does_not_run(string solved, long met)
    {
        double seconds = (At.Utc(solved) - At.Utc(ContactScript.Morning)) / 1_000.0;
        Assert.Equal(met, Of(Chat("low").Resolved(seconds))[SlaResolutionMet]);
    }

    [Theory]
    [InlineData("chat", null, 3_600)]
    [InlineData("chat", "high", 1_800)]
    [InlineData("chat", "other", 3_600)]
    [InlineData("fax", null, 7_200)]
    [InlineData("fax", "low", 7_200)]
    [InlineData("fax", "high", 10_800)]
    public void The_most_specific_target_holds(string channel, string? priority, double seconds)
    {
        (Field, object)[] values = priority is null ? [(Field.Channel, channel)] : [(Field.Channel, channel), (Field.Priority, priority)];
        Assert.Equal(1, Of(new ContactScript("a").Started(0, values).Resolved(seconds))[SlaResolutionMet]);
        Assert.Equal(1, Of(new ContactScript("a").Started(0, values).Resolved(seconds + 0.001))[SlaResolutionBreached]);
    }

    [Fact]
    public void Another_priority_sets_another_target_from_the_same_start()
    {
        Assert.Equal(1, Of(Chat("high").Classified(1_800, (Field.Priority, "normal")).Resolved(3_600))[SlaResolutionMet]);
        Assert.Equal(1, Of(Chat().Classified(1_000, (Field.Priority, "high")).Resolved(1_801))[SlaResolutionBreached]);
    }

    [Fact]
    public void Another_priority_takes_no_breach_back() =>
        Assert.Equal(1, Of(Chat("high").Classified(1_800.001, (Field.Priority, "normal")).Resolved(1_900))[SlaResolutionBreached]);

    [Fact]
    public void A_target_that_another_priority_finds_used_up_was_due_when_it_was()
    {
        var figures = Of(Chat().Classified(3_000, (Field.Priority, "high")));
        Assert.Equal(1, figures.From("2026-03-02T09:30:00Z")[SlaResolutionBreached]);
    }

    [Fact]
    public void Outbound_contacts_have_no_clocks() => Assert.Equal(
        0, Of(new ContactScript("a").Started(0, (Field.Channel, "chat"), (Field.Direction, "outbound")).Resolved(86_400))[SlaResolutionApplied]);

    [Fact]
    public void A_clock_keeps_the_settings_that_were_in_force_at_its_start()
    {
        var settings = Tenants.Of(
            """{ "validFrom": "1990-01-01", "timeZone": "UTC", "sla": [ { "clock": "resolution", "target": "PT48H" } ] }""",
            """{ "validFrom": "2026-03-03", "timeZone": "UTC", "sla": [ { "clock": "resolution", "target": "PT1H" } ] }""");
        var figures = Counted.Of(settings, Chat().Resolved(90_000).Reopened(100_000).Resolved(110_000));
        Assert.Equal((1, 1), (figures[SlaResolutionMet], figures[SlaResolutionBreached]));
    }

    [Fact]
    public void In_a_thread_a_silence_closes_and_stops() => Assert.Equal(0, Of(
        new ContactScript("thread", kind: TimelineKind.Thread).Received(0, (Field.Channel, "whatsapp")).Sent(10, "agent").Received(86_300)
            .Event(EventTypes.ContactPaused, 86_301).Event(EventTypes.TimeReached, 864_000))[SlaNextReplyApplied]);

    private static ContactScript Chat(string? priority = null) => new ContactScript("a").Started(
        0, priority is null ? [(Field.Channel, "chat")] : [(Field.Channel, "chat"), (Field.Priority, priority)]);

    private static Counted Of(ContactScript script) => Counted.Of(Settings, script);
}
