using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Agents;

public sealed class AgentTimeTests
{
    [Fact]
    public void A_state_holds_until_the_next_and_the_last_one_counts_for_nothing()
    {
        var counted = Day().State("09:00", "available").State("09:10", "contact").State("09:16", "wrap").Counted();
        Assert.Equal((10, 6, 0, 16), (
            Minutes(counted, Counter.AvailableMs), Minutes(counted, Counter.ContactMs), Minutes(counted, Counter.WrapStateMs),
            Minutes(counted, Counter.ConnectedMs)));
    }

    [Theory]
    [InlineData("2026-03-02T21:00:00Z", 720)]
    [InlineData("2026-03-02T20:59:00Z", 719)]
    [InlineData("2026-03-03T13:00:00Z", 720)]
    [InlineData("2026-03-09T13:00:00Z", 720)]
    public void It_holds_twelve_hours_at_most_however_much_later_the_next_one_comes(string next, long minutes) =>
        Assert.Equal(minutes, Minutes(Day().State("09:00", "available").StateAt(next, "offline").Counted(), Counter.AvailableMs));

    [Fact]
    public void A_state_in_the_afternoon_that_nothing_follows_for_days_counts_across_midnight_once_something_does()
    {
        var day = Day().State("20:00", "meeting");
        Assert.Equal(0, Minutes(day.Counted(), Counter.OtherMs));
        var counted = day.StateAt("2026-03-20T15:00:00Z", "available").Counted();
        Assert.Equal((240, 480), (Minutes(counted.On("2026-03-02"), Counter.OtherMs), Minutes(counted.On("2026-03-03"), Counter.OtherMs)));
    }

    [Fact]
    public void Offline_is_no_connected_time() =>
        Assert.Equal(0, Minutes(Day().State("09:00", "offline").State("10:00", "available").Counted(), Counter.ConnectedMs));

    [Fact]
    public void A_span_is_cut_at_the_bounds_of_intervals()
    {
        var counted = Day().State("09:05", "break").State("09:32", "offline").Counted();
        Assert.Equal((10, 15, 2), (
            Minutes(counted.From("2026-03-02T09:00:00Z"), Counter.BreakMs),
            Minutes(counted.From("2026-03-02T09:15:00Z"), Counter.BreakMs),
            Minutes(counted.From("2026-03-02T09:30:00Z"), Counter.BreakMs)));
    }

    [Fact]
    public void A_business_day_of_another_zone_takes_what_lies_in_it()
    {
        // Midnight in Jerusalem is 22:00 UTC.
        var counted = Day(Tenants.In("Asia/Jerusalem")).State("21:00", "available").State("23:30", "offline").Counted();
        Assert.Equal((60, 90), (Minutes(counted.On("2026-03-02"), Counter.AvailableMs), Minutes(counted.On("2026-03-03"), Counter.AvailableMs)));
    }

    [Fact]
    public void Working_on_contacts_is_one_kind_and_all_else_must_be_what_was_planned()
    {
        var counted = Day().Plan(("09:00", "10:00", "available"), ("10:00", "10:30", "break"), ("10:30", "11:00", "training"))
            .State("09:15", "available").State("09:30", "contact").State("09:50", "wrap").State("10:10", "break").State("10:30", "meeting").State("11:00", "offline")
            .Counted();
        Assert.Equal((120, 45 + 20), (Minutes(counted, Counter.PlannedMs), Minutes(counted, Counter.AdherentMs)));
    }

    [Fact]
    public void A_later_plan_takes_the_place_of_what_it_spans_gaps_included_and_restates_what_adhered()
    {
        var day = Day().State("09:00", "available").State("12:00", "offline").Plan(("09:00", "12:00", "available"));
        Assert.Equal((180, 180), (Minutes(day.Counted(), Counter.PlannedMs), Minutes(day.Counted(), Counter.AdherentMs)));
        var counted = day.Plan(("10:00", "10:15", "available"), ("10:45", "11:00", "break")).Counted();
        Assert.Equal((60 + 15 + 15 + 60, 60 + 15 + 60), (Minutes(counted, Counter.PlannedMs), Minutes(counted, Counter.AdherentMs)));
    }

    [Fact]
    public void Planned_to_be_offline_is_not_planned() =>
        Assert.Equal(60, Minutes(Day().Plan(("09:00", "10:00", "available"), ("10:00", "18:00", "offline")).Counted(), Counter.PlannedMs));

    [Fact]
    public void Of_shifts_of_one_plan_that_overlap_the_later_in_its_list_holds()
    {
        var counted = Day().State("09:00", "break").State("10:00", "offline").Plan(("09:00", "10:00", "available"), ("09:30", "09:40", "break")).Counted();
        Assert.Equal((60, 10), (Minutes(counted, Counter.PlannedMs), Minutes(counted, Counter.AdherentMs)));
    }

    private static AgentScript Day(TenantSettings? settings = null) => new("kim", settings ?? Tenants.Defaults);

    private static long Minutes(Counted counted, Counter counter) => counted[counter] / At.Minute;
}
