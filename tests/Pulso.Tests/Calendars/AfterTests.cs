using Pulso.Calendars;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Calendars;

/// <summary>The instant at which so much time has been worked.</summary>
public sealed class AfterTests
{
    private const string Office = """
        "office": { "periods": { "mon-fri": ["09:00-14:00", "16:00-19:00"] }, "holidays": ["2026-03-03"] }
        """;

    [Theory]
    [InlineData("2026-03-02T08:00:00Z", 1, "2026-03-02T09:00:00.001Z")]
    [InlineData("2026-03-02T10:00:00Z", 4 * At.Hour, "2026-03-02T14:00:00Z")]
    [InlineData("2026-03-02T10:00:00Z", (4 * At.Hour) + 1, "2026-03-02T16:00:00.001Z")]
    [InlineData("2026-03-02T18:00:00Z", 2 * At.Hour, "2026-03-04T10:00:00Z")]
    [InlineData("2026-03-06T18:59:59.999Z", 2, "2026-03-09T09:00:00.001Z")]
    [InlineData("2026-03-02T10:00:00Z", 0, "2026-03-02T10:00:00Z")]
    public void It_is_the_earliest_such_instant(string from, long milliseconds, string due) =>
        Assert.Equal(due, At.Text(Hours("UTC", Office).After(At.Utc(from), milliseconds)!.Value).Replace(".000", ""));

    [Theory]
    [InlineData("\"never\": { \"holidays\": [\"2026-03-03\"] }")]
    [InlineData("\"hardly\": { \"periods\": { \"sun\": [\"02:00-02:01\"] } }")]
    public void A_team_that_never_works_so_much_is_never_done(string calendar) =>
        Assert.Null(Hours("Asia/Jerusalem", calendar).After(At.Utc("2026-03-02T10:00:00Z"), 366 * At.Day));

    [Theory]
    [InlineData("2026-03-26T23:00:00Z", 90 * At.Minute, "2026-03-27T00:30:00Z")]
    [InlineData("2026-10-24T22:00:00Z", 90 * At.Minute, "2026-10-24T23:30:00Z")]
    public void Where_clocks_change_only_what_they_show_is_worked(string from, long milliseconds, string due)
    {
        // 02:00 is 03:00 in March, and again 01:00 in October: the hour between is worked never, or twice.
        const string Nights = """ "nights": { "periods": { "mon-sun": ["00:00-24:00"] } } """;
        Assert.Equal(At.Utc(due), Hours("Asia/Jerusalem", Nights).After(At.Utc(from), milliseconds));
    }

    [Fact]
    public void No_instant_before_it_has_as_much() => Law.For(random => (HoursCase.Any(random), random.NextDouble()), item =>
    {
        var (@case, share) = item;
        long worked = @case.Hours.Between(@case.FromMs, @case.ToMs);
        long asked = (long)Math.Ceiling(share * worked);
        if (asked == 0)
            return;
        long due = @case.Hours.After(@case.FromMs, asked)!.Value;
        Assert.Equal(asked, @case.Hours.Between(@case.FromMs, due));
        Assert.Equal(asked - 1, @case.Hours.Between(@case.FromMs, due - 1));
    });

    private static BusinessHours Hours(string zone, string calendar) => Tenants.In(zone, $"\"calendars\": {{ {calendar} }}").Versions[0].BusinessHours!;
}
