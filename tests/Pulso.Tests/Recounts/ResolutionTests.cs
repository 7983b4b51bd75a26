using Pulso.Events;
using Pulso.Settings;
using Pulso.Tests.Scenarios;
using static Pulso.Measures.Counter;

namespace Pulso.Tests.Recounts;

/// <summary>A contact that starts at 09:00, an hour before the team.</summary>
public sealed class ResolutionTests
{
    private static readonly TenantSettings Office = Tenants.In(
        "UTC", """ "calendars": { "office": { "periods": { "mon-fri": ["10:00-14:00", "16:00-19:00"] }, "holidays": ["2026-03-03"] } } """);

    [Fact]
    public void Only_business_time_counts_up_to_the_last_resolution()
    {
        var figures = new Recounted(Office, Call().Resolved(2 * 3_600).Reopened(3 * 3_600).Resolved(8 * 3_600).Closed(9 * 3_600));
        Assert.Equal((8 * At.Hour, 5 * At.Hour), (figures[ResolutionMs], figures[ResolutionBusinessMs]));
    }

    [Fact]
    public void Without_calendars_it_is_round_the_clock() =>
        Assert.Equal(8 * At.Hour, new Recounted(Call().Resolved(8 * 3_600))[ResolutionBusinessMs]);

    [Fact]
    public void Over_a_night_and_a_holiday_nothing_counts() =>
        Assert.Equal(8 * At.Hour, new Recounted(Office, Call().Resolved(50 * 3_600))[ResolutionBusinessMs]);

    [Theory]
    [InlineData(2.5, "2 P", "2.5 R")]
    [InlineData(2.5, "2 P", "2.2 P", "2.5 R", "2.7 R")] // paused once
    [InlineData(1, "2 P")] // to the last resolution
    [InlineData(3, "2 R")]
    [InlineData(2, "0 P", "2 R")] // the hour before ten is no business time anyway
    [InlineData(3, "4 P", "5 R")] // after the last resolution
    [InlineData(2, "-1 P", "2 R")] // what precedes the start is not the contact's time
    [InlineData(0, "-1 P")]
    public void Business_time_within_pauses_is_taken_off(double hours, params string[] steps)
    {
        var call = Call();
        foreach (string[] step in steps.Select(step => step.Split(' ')))
            call.Event(step[1] == "P" ? EventTypes.ContactPaused : EventTypes.ContactResumed, double.Parse(step[0]) * 3_600);
        Assert.Equal(hours * At.Hour, new Recounted(Office, call.Resolved(4 * 3_600))[ResolutionBusinessMs]);
    }

    private static ContactScript Call() => new ContactScript("a").Started(0);
}
