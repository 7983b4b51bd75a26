using Microsoft.Azure.Functions.Worker.Host;

namespace Pulso.Local.Tests.Host;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("*/15 * * * * *", "2026-01-01T00:00:07", "2026-01-01T00:00:15")]
    [InlineData("0 * * * * *", "2026-01-01T00:00:00", "2026-01-01T00:01:00")]
    [InlineData("0 */5 * * * *", "2026-12-31T23:56:00", "2027-01-01T00:00:00")]
    [InlineData("30 10,40 2 * * *", "2026-03-29T02:10:30", "2026-03-29T02:40:30")]
    [InlineData("0 0 9-17/4 * * 1-5", "2026-11-20T17:00:00", "2026-11-23T09:00:00")]
    [InlineData("0 0 0 29 2 *", "2026-01-01T00:00:00", "2028-02-29T00:00:00")]
    [InlineData("0 0 0 13 * 5", "2026-01-01T00:00:00", "2026-02-13T00:00:00")]
    [InlineData("0 5/20 * * * *", "2026-01-01T00:06:00", "2026-01-01T00:25:00")]
    public void The_next_occurrence_is_the_first_after_the_instant(string schedule, string after, string next) =>
        Assert.Equal(Utc(next), CronSchedule.Parse(schedule).Next(Utc(after)));

    [Fact]
    public void A_fraction_of_a_second_before_an_occurrence_it_is_the_next() =>
        Assert.Equal(Utc("2026-01-01T00:00:15"), CronSchedule.Parse("*/15 * * * * *").Next(Utc("2026-01-01T00:00:14.9999999")));

    [Fact]
    public void A_day_that_never_comes_has_no_next() => Assert.Null(CronSchedule.Parse("0 0 0 30 2 *").Next(Utc("2026-01-01T00:00:00")));

    [Theory]
    [InlineData("* * * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("0 0 0 0 * *")]
    [InlineData("0 5-1 * * * *")]
    [InlineData("0 */0 * * * *")]
    [InlineData("0 x * * * *")]
    public void A_wrong_schedule_is_refused(string schedule) => Assert.Throws<FormatException>(() => CronSchedule.Parse(schedule));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text + "Z");
}
