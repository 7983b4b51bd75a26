using Pulso.Calendars;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Calendars;

public sealed class IntervalTests
{
    [Theory]
    [InlineData(15, "2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z")]
    [InlineData(15, "2026-03-02T09:14:59.999Z", "2026-03-02T09:00:00Z")]
    [InlineData(15, "2026-03-02T09:15:00Z", "2026-03-02T09:15:00Z")]
    [InlineData(30, "2026-03-02T09:29:59.999Z", "2026-03-02T09:00:00Z")]
    [InlineData(30, "2026-03-02T09:30:00Z", "2026-03-02T09:30:00Z")]
    [InlineData(15, "1969-12-31T23:59:59.999Z", "1969-12-31T23:45:00Z")]
    public void An_event_on_the_end_belongs_to_the_next_interval(int minutes, string instant, string interval) =>
        Assert.Equal(interval, Interval(In("UTC", minutes), instant));

    [Theory]
    [InlineData(15, "2026-03-02T09:20:00Z", "2026-03-02T09:15:00Z")]
    [InlineData(30, "2026-03-02T09:20:00Z", "2026-03-02T09:15:00Z")] // 15:05 in Kathmandu, UTC+05:45
    [InlineData(30, "2026-03-02T09:14:59Z", "2026-03-02T08:45:00Z")]
    public void Intervals_start_on_the_multiples_of_the_wall_clock(int minutes, string instant, string interval) =>
        Assert.Equal(interval, Interval(In("Asia/Kathmandu", minutes), instant));

    [Fact]
    public void Before_the_gap_of_spring_the_interval_ends_where_the_clocks_go_forward()
    {
        var calendar = In("Asia/Jerusalem");
        long last = At.Utc("2026-03-26T23:45:00Z");
        Assert.Equal(last, calendar.At(At.Utc("2026-03-26T23:59:59.999Z")).IntervalMs);
        Assert.Equal(At.Utc("2026-03-27T00:00:00Z"), calendar.EndOfInterval(last));
        Assert.Equal(("01:45", 120), calendar.LocalTime(last));
        Assert.Equal(("03:00", 180), calendar.LocalTime(At.Utc("2026-03-27T00:00:00Z")));
    }

    [Fact]
    public void Both_passes_of_a_repeated_hour_have_intervals_of_their_own()
    {
        var calendar = In("Asia/Jerusalem");
        long first = calendar.At(At.Utc("2026-10-24T22:05:00Z")).IntervalMs;
        long second = calendar.At(At.Utc("2026-10-24T23:05:00Z")).IntervalMs;
        Assert.Equal(At.Hour, second - first);
        Assert.Equal((("01:00", 180), ("01:00", 120)), (calendar.LocalTime(first), calendar.LocalTime(second)));
    }

    [Fact]
    public void Both_passes_of_a_repeated_half_hour_have_intervals_of_their_own()
    {
        var calendar = In("Australia/Lord_Howe", 30);
        long first = calendar.At(At.Utc("2026-04-04T14:40:00Z")).IntervalMs;
        long second = calendar.At(At.Utc("2026-04-04T15:10:00Z")).IntervalMs;
        Assert.Equal((At.Utc("2026-04-04T14:30:00Z"), At.Utc("2026-04-04T15:00:00Z")), (first, second));
        Assert.Equal((("01:30", 660), ("01:30", 630)), (calendar.LocalTime(first), calendar.LocalTime(second)));
        Assert.Equal(second, calendar.EndOfInterval(first));
    }

    [Fact]
    public void After_a_skipped_half_hour_the_intervals_are_on_the_wall_clock_again()
    {
        var calendar = In("Australia/Lord_Howe", 30);
        long change = At.Utc("2026-10-03T15:30:00Z");
        Assert.Equal(("02:30", 660), calendar.LocalTime(change));
        Assert.Equal(change, calendar.At(change + At.Minute).IntervalMs);
        Assert.Equal(change, calendar.EndOfInterval(calendar.At(change - 1).IntervalMs));
    }

    [Fact]
    public void Where_the_clocks_change_amid_an_interval_a_new_one_starts_at_the_change()
    {
        // Liberia left the offset of -00:44:30 in 1972.
        var calendar = In("Africa/Monrovia");
        long change = At.Utc("1972-01-07T00:44:30Z");
        Assert.Equal(At.Utc("1972-01-07T00:44:30Z"), calendar.At(change + At.Second).IntervalMs);
        Assert.Equal(At.Utc("1972-01-07T00:45:00Z"), calendar.EndOfInterval(change));
        Assert.Equal(change, calendar.EndOfInterval(calendar.At(change - 1).IntervalMs));
    }

    private static string Interval(BusinessCalendar calendar, string instant) =>
        At.Text(calendar.At(At.Utc(instant)).IntervalMs).Replace(".000", "");

    private static BusinessCalendar In(string zone, int minutes = 15) => Tenants.In(zone, $"\"intervalMinutes\": {minutes}").Calendar;
}
