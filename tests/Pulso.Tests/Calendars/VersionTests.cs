using Pulso.Calendars;
using Pulso.Events;
using Pulso.Settings;
using Pulso.Tests.Scenarios;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Calendars;

/// <summary>A new version of the settings begins at midnight of its own zone.</summary>
public sealed class VersionTests
{
    private static readonly TenantSettings Eastward = Change("America/New_York", "Asia/Jerusalem");
    private static readonly TenantSettings Westward = Change("Asia/Jerusalem", "America/New_York");

    [Fact]
    public void It_is_in_force_from_its_first_instant_on()
    {
        long change = At.Utc("2026-05-31T21:00:00Z");
        Assert.Equal((1, 2), (Eastward.At(change - 1).Number, Eastward.At(change).Number));
        Assert.Equal(2, Eastward.On(At.Date("2026-06-01")).Number);
        Assert.Equal(1, Eastward.On(At.Date("2026-05-31")).Number);
    }

    [Fact]
    public void What_lies_before_the_first_version_is_under_the_first() =>
        Assert.Equal(1, Eastward.At(At.Utc("1980-01-01T00:00:00Z")).Number);

    [Fact]
    public void A_zone_further_east_cuts_the_day_before_short()
    {
        var calendar = Eastward.Calendar;
        Assert.Equal(At.Utc("2026-05-31T04:00:00Z"), calendar.StartOfDay(At.Date("2026-05-31")));
        Assert.Equal(17 * At.Hour, calendar.EndOfDay(At.Date("2026-05-31")) - calendar.StartOfDay(At.Date("2026-05-31")));
        Assert.Equal(At.Date("2026-05-31"), calendar.At(At.Utc("2026-05-31T20:59:59.999Z")).Date);
        Assert.Equal(At.Date("2026-06-01"), calendar.At(At.Utc("2026-05-31T21:00:00Z")).Date);
    }

    [Fact]
    public void A_zone_further_west_makes_its_first_day_longer()
    {
        var calendar = Westward.Calendar;
        Assert.Equal(At.Date("2026-05-31"), calendar.At(At.Utc("2026-05-31T20:59:59.999Z")).Date);
        Assert.Equal(At.Date("2026-06-01"), calendar.At(At.Utc("2026-05-31T21:00:00Z")).Date);
        Assert.Equal(At.Date("2026-06-01"), calendar.At(At.Utc("2026-06-01T04:00:00Z")).Date);
        Assert.Equal(At.Utc("2026-06-02T04:00:00Z"), calendar.EndOfDay(At.Date("2026-06-01")));
    }

    [Fact]
    public void A_day_starts_at_its_first_instant_also_when_that_is_still_under_the_version_before()
    {
        var calendar = Westward.Calendar;
        Assert.Equal(At.Utc("2026-05-31T21:00:00Z"), calendar.StartOfDay(At.Date("2026-06-01")));
        Assert.Equal(At.Utc("2026-05-31T21:00:00Z"), calendar.EndOfDay(At.Date("2026-05-31")));
    }

    [Fact]
    public void An_interval_of_the_version_before_ends_where_the_new_one_begins()
    {
        // 18:15Z is midnight in Kathmandu, and amid a half-hour of UTC.
        var calendar = Tenants.Of(
            """{ "validFrom": "1990-01-01", "timeZone": "UTC", "intervalMinutes": 30 }""",
            """{ "validFrom": "2026-06-01", "timeZone": "Asia/Kathmandu", "intervalMinutes": 30 }""").Calendar;
        long change = At.Utc("2026-05-31T18:15:00Z");
        Assert.Equal(change, calendar.EndOfInterval(At.Utc("2026-05-31T18:00:00Z")));
        Assert.Equal(new Slot(At.Date("2026-06-01"), change), calendar.At(change));
        Assert.Equal(new Slot(At.Date("2026-05-31"), change - (15 * At.Minute)), calendar.At(change - 1));
    }

    [Fact]
    public void A_contact_keeps_the_version_at_its_start_and_its_events_lie_in_the_calendar_of_their_own_time()
    {
        var settings = Tenants.Of(
            """{ "validFrom": "1990-01-01", "timeZone": "UTC", "channels": { "voice": { "serviceLevelSeconds": 20 } } }""",
            """
            { "validFrom": "2026-06-01", "timeZone": "Asia/Kathmandu", "intervalMinutes": 30,
              "channels": { "voice": { "serviceLevelSeconds": 60 } } }
            """);
        ContactScript Call(string subject, double start) =>
            new ContactScript(subject, "2026-05-31T18:15:00Z").Started(start, (Field.Channel, "voice")).Queued(300).Answered(340);
        var figures = Counted.Of(settings, Call("before", -0.001), Call("after", 0));
        Assert.Equal((2, 1), (figures[Answered], figures[AnsweredWithin]));
        Assert.Equal(2, figures.On("2026-06-01").From("2026-05-31T18:15:00Z")[Answered]);
        Assert.Equal(1, figures.On("2026-05-31").From("2026-05-31T18:00:00Z")[Contacts]);
    }

    private static TenantSettings Change(string from, string to) => Tenants.Of(
        $$"""{ "validFrom": "1990-01-01", "timeZone": "{{from}}" }""",
        $$"""{ "validFrom": "2026-06-01", "timeZone": "{{to}}" }""");
}
