using Pulso.Settings;
using Pulso.Sla;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Settings;

public sealed class SlaSettingsTests
{
    [Fact]
    public void A_target_says_how_long_in_which_hours_and_when_it_warns()
    {
        var version = Tenants.In("UTC", """
            "calendars": { "office": { "periods": { "mon-fri": ["09:00-14:00"] } } },
            "sla": [
              { "channel": "helpdesk", "priority": "1", "clock": "resolution", "target": "P1DT2H0.5S", "calendar": "office", "warnAt": 0.25 },
              { "clock": "first_reply", "target": "PT0.001S" } ]
            """).Versions[0];
        var (first, second) = (version.Sla.All[0], version.Sla.All[1]);
        Assert.Equal(
            new SlaTarget(ClockKind.Resolution, "helpdesk", "1", (26 * At.Hour) + 500, ((26 * At.Hour) + 500) / 4, version.BusinessHours), first);
        Assert.Equal(new SlaTarget(ClockKind.FirstReply, null, null, 1, 0, null), second);
    }

    [Theory]
    [InlineData("""{ "clock": "resolution", "target": "PT0.0009S" }""", "target")]
    [InlineData("""{ "clock": "resolution", "target": "P366DT1S" }""", "target")]
    [InlineData("""{ "clock": "resolution", "target": "PT0S" }""", "target")]
    [InlineData("""{ "clock": "resolution", "target": "PT1H", "warnAt": 1.1 }""", "warnAt")]
    [InlineData("""{ "clock": "resolution", "target": "PT1H", "warnAt": "80%" }""", "warnAt")]
    [InlineData("""{ "target": "PT1H" }""", "clock")]
    public void What_is_no_target_is_refused(string target, string field)
    {
        Assert.Null(SettingsParser.Parse(Json(target), out var faults));
        Assert.StartsWith($"versions[0].sla[0].{field}: ", Assert.Single(faults));
    }

    [Fact]
    public void Two_targets_of_one_scope_are_refused()
    {
        const string Target = """{ "clock": "resolution", "channel": "chat", "target": "PT1H" }""";
        Assert.Null(SettingsParser.Parse(Json($"{Target}, {Target}"), out var faults));
        Assert.StartsWith("versions[0].sla[1].clock: ", Assert.Single(faults));
    }

    private static System.Text.Json.JsonElement Json(string targets) =>
        Tenants.Json([$$"""{ "validFrom": "1990-01-01", "timeZone": "UTC", "sla": [ {{targets}} ] }"""]);
}
