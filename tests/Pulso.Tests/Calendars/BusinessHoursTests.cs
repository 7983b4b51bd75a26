using Pulso.Calendars;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Calendars;

public sealed class BusinessHoursTests
{
    private const string Office = """
        "office": { "periods": { "mon-fri": ["09:00-14:00", "16:00-19:00"], "sat": ["10:00-13:00"] }, "holidays": ["2026-03-03"] }
        """;

    [Theory]
    [InlineData("2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z", 0)]
    [InlineData("2026-03-02T08:00:00Z", "2026-03-02T09:00:00.001Z", 1)]
    [InlineData("2026-03-02T13:59:59.999Z", "2026-03-02T15:00:00Z", 1)]
    [InlineData("2026-03-02T14:00:00Z", "2026-03-02T16:00:00Z", 0)]
    [InlineData("2026-03-02T10:00:00Z", "2026-03-02T10:20:00Z", 20 * At.Minute)]
    [InlineData("2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z", 0)]
    [InlineData("2026-03-02T11:00:00Z", "2026-03-02T10:00:00Z", 0)]
    public void A_period_includes_its_start_and_excludes_its_end(string from, string to, long milliseconds) =>
        Assert.Equal(milliseconds, Between("UTC", Office, from, to));

    [Fact]
    public void The_periods_of_a_day_are_added() =>
        Assert.Equal(5 * At.Hour, Between("UTC", Office, "2026-03-02T10:00:00Z", "2026-03-02T17:00:00Z"));

    [Fact]
    public void A_holiday_has_no_hours() =>
        Assert.Equal(4 * At.Hour, Between("UTC", Office, "2026-03-02T18:00:00Z", "2026-03-04T12:00:00Z"));

    [Fact]
    public void A_weekend_counts_what_it_works() =>
        Assert.Equal(5 * At.Hour, Between("UTC", Office, "2026-03-06T18:00:00Z", "2026-03-09T10:00:00Z"));

    [Fact]
    public void Days_are_those_of_the_zone() =>
        Assert.Equal(8 * At.Hour, Between("Asia/Tokyo", Office, "2026-03-03T15:00:00Z", "2026-03-04T15:00:00Z"));

    [Fact]
    public void A_period_until_24_00_ends_at_midnight_and_the_next_day_goes_on_from_there()
    {
        const string Night = """ "night": { "periods": { "mon-wed": ["22:00-24:00"], "tue": ["00:00-06:00"] } } """;
        Assert.Equal(8 * At.Hour, Between("UTC", Night, "2026-03-02T12:00:00Z", "2026-03-03T12:00:00Z"));
        Assert.Equal(2 * At.Hour, Between("UTC", Night, "2026-03-03T12:00:00Z", "2026-03-04T12:00:00Z"));
    }

    [Theory]
    [InlineData("00:00-04:00", 3.0)]
    [InlineData("02:15-04:00", 1.0)]
    [InlineData("00:00-02:15", 2.0)]
    [InlineData("02:15-02:45", 0.0)]
    [InlineData("03:00-04:00", 1.0)]
    public void What_the_clock_skips_is_not_worked(string period, double hours) => Assert.Equal(hours * At.Hour, OnDay("2026-03-27", period));

    [Theory]
    [InlineData("00:00-04:00", 5.0)]
    [InlineData("01:30-04:00", 3.0)]
    [InlineData("00:00-01:30", 2.0)]
    [InlineData("01:15-01:30", 0.5)]
    [InlineData("02:00-04:00", 2.0)]
    [InlineData("00:00-01:00", 1.0)]
    public void What_the_clock_repeats_is_worked_twice(string period, double hours) => Assert.Equal(hours * At.Hour, OnDay("2026-10-25", period));

    [Fact]
    public void A_repeated_hour_before_midnight_belongs_to_the_day_that_the_clock_shows()
    {
        // Clocks in Havana go back from 01:00 to midnight: the Sunday's first hour comes twice, and none of it is Saturday's.
        const string Night = """ "night": { "periods": { "sat": ["22:00-24:00"], "sun": ["00:00-01:00"] } } """;
        Assert.Equal(4 * At.Hour, Between("America/Havana", Night, "2025-11-01T12:00:00Z", "2025-11-02T12:00:00Z"));
    }

    [Fact]
    public void A_span_counts_each_minute_that_the_clock_shows_as_worked() => Law.For(HoursCase.Any, @case =>
    {
        long counted = @case.Minutes().Count(minute => minute.IsWorked);
        Assert.Equal(counted * At.Minute, @case.Hours.Between(@case.FromMs, @case.ToMs));
    });

    [Fact]
    public void What_lies_between_is_the_sum_of_its_parts() => Law.For(random => (HoursCase.Any(random), random.NextDouble()), item =>
    {
        var (@case, share) = item;
        long amidMs = @case.FromMs + (long)(share * (@case.ToMs - @case.FromMs));
        Assert.Equal(
            @case.Hours.Between(@case.FromMs, @case.ToMs),
            @case.Hours.Between(@case.FromMs, amidMs) + @case.Hours.Between(amidMs, @case.ToMs));
    });

    /// <summary>The hours of a day in Jerusalem on which the clocks change, if it is worked in these periods alone.</summary>
    private static long OnDay(string date, params string[] periods)
    {
        long noonMs = At.Utc($"{date}T12:00:00Z");
        string json = string.Join(", ", periods.Select(period => $"\"{period}\""));
        string day = DateTimeOffset.FromUnixTimeMilliseconds(noonMs).DayOfWeek.ToString()[..3].ToLowerInvariant();
        return Hours("Asia/Jerusalem", $$""" "a": { "periods": { "{{day}}": [{{json}}] } } """).Between(noonMs - At.Day, noonMs);
    }

    private static long Between(string zone, string calendar, string from, string to) =>
        Hours(zone, calendar).Between(At.Utc(from), At.Utc(to));

    private static BusinessHours Hours(string zone, string calendar) =>
        Tenants.In(zone, $"\"calendars\": {{ {calendar} }}").Versions[0].BusinessHours!;
}
