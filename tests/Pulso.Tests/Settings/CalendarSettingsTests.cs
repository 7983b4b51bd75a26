using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Settings;

public sealed class CalendarSettingsTests
{
    private const string Monday = "2026-03-02T00:00:00Z";
    private const string Day = """ "day": { "periods": { "mon": ["09:00-17:00"] } } """;
    private const string Night = """ "night": { "periods": { "mon": ["00:00-02:00", "20:00-24:00"] } } """;

    [Theory]
    [InlineData("", 24)] // round the clock
    [InlineData(Day, 8)] // the only calendar
    [InlineData($"{Day}, {Night}", 24)] // none of several
    [InlineData($"{Day}, {Night}", 6, "night")]
    [InlineData("\"never\": {}", 0)]
    public void Business_hours_are_those_named_else_the_only_calendar(string calendars, int hours, string? named = null)
    {
        string more = named is null ? "" : $", \"businessHours\": \"{named}\"";
        var version = Tenants.In("UTC", $"\"calendars\": {{ {calendars} }}{more}").Versions[0];
        Assert.Equal(hours * At.Hour, version.BusinessMs(At.Utc(Monday), At.Utc(Monday) + At.Day));
    }

    [Theory]
    [InlineData("\"mon-fri\": [\"09:00-14:00\"], \"wed\": [\"13:59-16:00\"]", "periods: has spans of wed that overlap")]
    [InlineData("\"sat\": [\"16:00-19:00\", \"09:00-17:00\"]", "periods: has spans of sat that overlap")]
    [InlineData("\"sat-mon\": [\"09:00-14:00\"], \"sun\": [\"09:00-14:00\"]", "periods: has spans of sun that overlap")]
    [InlineData("\"mon\": [\"09:00-09:00\"]", "periods.mon: must be spans such as 09:00-14:00")]
    [InlineData("\"mon\": [\"09:00-24:01\"]", "periods.mon: must be spans such as 09:00-14:00")]
    [InlineData("\"mon\": [\"22:00-02:00\"]", "periods.mon: must be spans such as 09:00-14:00")]
    [InlineData("\"mon-tue-wed\": []", "periods.mon-tue-wed: must be a day or a range of days, such as mon-fri")]
    [InlineData("\"monday\": []", "periods.monday: must be a day or a range of days, such as mon-fri")]
    public void Periods_that_make_no_sense_are_refused(string periods, string fault) => Assert.Equal(
        [$"versions[0].calendars.office.{fault}"], Faults($$""" "calendars": { "office": { "periods": { {{periods}} } } } """));

    [Fact]
    public void Periods_may_meet_come_in_any_order_and_pass_sunday() => Assert.Empty(Faults(
        """ "calendars": { "office": { "periods": { "fri-mon": ["14:00-24:00", "00:00-14:00"], "tue": ["09:00-10:00"] } } } """));

    [Fact]
    public void A_holiday_that_is_no_date_is_refused() => Assert.Equal(
        ["versions[0].calendars.office.holidays: '2026-02-30' is not a date"],
        Faults(""" "calendars": { "office": { "holidays": ["2026-02-28", "2026-02-30"] } } """));

    [Theory]
    [InlineData(""" "businessHours": "shop" """)]
    [InlineData($$""" "calendars": { {{Day}} }, "businessHours": "shop" """)]
    public void Business_hours_name_a_calendar(string more) =>
        Assert.Equal(["versions[0].businessHours: 'shop' is not one of the calendars"], Faults(more));

    private static IReadOnlyList<string> Faults(string more)
    {
        SettingsParser.Parse(Tenants.Json([$$"""{ "validFrom": "1990-01-01", "timeZone": "UTC", {{more}} }"""]), out var faults);
        return faults;
    }
}
