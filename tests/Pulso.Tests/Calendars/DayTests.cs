using Pulso.Calendars;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Calendars;

public sealed class DayTests
{
    [Theory]
    [InlineData("2026-01-14T21:59:59.999Z", "2026-01-14")]
    [InlineData("2026-01-14T22:00:00Z", "2026-01-15")]
    [InlineData("2026-07-14T20:59:59.999Z", "2026-07-14")]
    [InlineData("2026-07-14T21:00:00Z", "2026-07-15")]
    public void A_day_begins_at_local_midnight(string instant, string date) =>
        Assert.Equal(At.Date(date), In("Asia/Jerusalem").At(At.Utc(instant)).Date);

    [Theory]
    [InlineData("Asia/Jerusalem", "2026-03-26", 24.0)]
    [InlineData("Asia/Jerusalem", "2026-03-27", 23.0)]
    [InlineData("Asia/Jerusalem", "2026-10-25", 25.0)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24.5)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", 23.5)]
    [InlineData("Asia/Kathmandu", "2026-03-27", 24.0)]
    public void A_day_is_as_long_as_its_clocks_say(string zone, string date, double hours)
    {
        var calendar = In(zone);
        long start = calendar.StartOfDay(At.Date(date));
        Assert.Equal(hours * At.Hour, calendar.EndOfDay(At.Date(date)) - start);
        Assert.Equal(hours * 4, IntervalsOf(calendar, At.Date(date)).Count());
    }

    [Fact]
    public void A_day_without_midnight_begins_at_its_first_instant()
    {
        // Clocks in Beirut go forward at midnight.
        var calendar = In("Asia/Beirut");
        long start = calendar.StartOfDay(At.Date("2026-03-29"));
        Assert.Equal(At.Utc("2026-03-28T22:00:00Z"), start);
        Assert.Equal("01:00", calendar.LocalTime(start).Time);
        Assert.Equal(At.Date("2026-03-28"), calendar.At(start - 1).Date);
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Jerusalem")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Beirut")]
    [InlineData("America/St_Johns")]
    [InlineData("Pacific/Chatham")]
    public void The_intervals_of_a_year_follow_one_another_and_each_lies_in_one_day(string zone)
    {
        var calendar = In(zone);
        long end = At.Utc("2027-01-02T00:00:00Z");
        for (long at = calendar.At(At.Utc("2026-01-01T00:00:00Z")).IntervalMs; at < end;)
        {
            long next = calendar.EndOfInterval(at);
            Assert.InRange(next - at, 1, 15 * At.Minute);
            Assert.Equal(calendar.At(at), calendar.At(next - 1));
            Assert.Equal(next, calendar.At(next).IntervalMs);
            var date = calendar.At(at).Date;
            Assert.InRange(at, calendar.StartOfDay(date), calendar.EndOfDay(date) - 1);
            at = next;
        }
    }

    private static IEnumerable<long> IntervalsOf(BusinessCalendar calendar, DateOnly date)
    {
        for (long at = calendar.StartOfDay(date); at < calendar.EndOfDay(date); at = calendar.EndOfInterval(at))
            yield return at;
    }

    private static BusinessCalendar In(string zone) => Tenants.In(zone).Calendar;
}
