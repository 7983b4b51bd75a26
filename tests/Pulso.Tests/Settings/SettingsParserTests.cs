using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Settings;

public sealed class SettingsParserTests
{
    private const string Least = """{ "validFrom": "1990-01-01", "timeZone": "UTC" }""";

    [Fact]
    public void The_example_of_the_contract_is_accepted()
    {
        var settings = SettingsParser.Parse(Tenants.Json($$"""
            { "tenant": "bank",
              "sources": { "/bank/pbx": { "secrets": ["{{Tenants.Secret}}"] },
                "whatsapp": { "vendor": "whatsapp", "secrets": ["app secret"] } },
              "readers": ["key-1"], "admins": ["key-2"],
              "versions": [ { "validFrom": "1990-01-01", "timeZone": "Asia/Jerusalem", "intervalMinutes": 15,
                  "currency": "USD",
                  "channels": { "voice": { "serviceLevelSeconds": 20, "shortAbandonSeconds": 5, "recontactHours": 72, "fcrWeight": 1.0,
                    "queues": { "NW": { "serviceLevelSeconds": 30 } } } },
                  "recontactSameReason": false, "serviceLevel": "offered",
                  "calendars": { "office": { "periods": { "mon-fri": ["09:00-14:00", "16:00-19:00"] }, "holidays": ["2026-12-25"] } },
                  "sla": [ { "channel": "helpdesk", "priority": "1", "clock": "resolution", "target": "PT4H", "calendar": "office" } ],
                  "goals": [ { "kpi": "service_level", "channel": "voice", "target": 0.8, "warn": 0.75, "objective": "answer in time",
                    "owner": "ops", "cadence": "daily", "validFrom": "2026-01-01", "validTo": null } ],
                  "minimumSample": 30 } ] }
            """), out var faults);
        Assert.Empty(faults);
        Assert.Equal(("bank", 2), (settings!.Tenant, settings.Sources.Count));
        Assert.Equal((1, 1, 1), (settings.Readers.Count, settings.Admins.Count, settings.Versions.Count));
        var version = settings.Versions[0];
        Assert.Equal((20_000, 30_000), (version.Rules.For("voice", "PS").ServiceLevelMs, version.Rules.For("voice", "NW").ServiceLevelMs));
        Assert.Equal(
            new Goal("service_level", "voice", null, 0.8, 0.75, "answer in time", "ops", "daily", At.Date("2026-01-01"), null),
            Assert.Single(version.Goals));
    }

    [Fact]
    public void Everything_but_tenant_sources_and_one_version_may_be_left_out()
    {
        var document = Tenants.Json($$"""{ "tenant": "t", "sources": {}, "versions": [{{Least}}] }""");
        var settings = SettingsParser.Parse(document, out var faults);
        Assert.Empty(faults);
        var version = settings!.Versions[0];
        Assert.Equal((1, "USD", "offered"), (version.Number, version.Currency, version.ServiceLevel));
        Assert.Equal((30, 35), (version.MinimumSample, version.MutableDays));
        Assert.Equal((15, "UTC", false), (version.Calendar.IntervalMinutes, version.Calendar.Zone.Id, version.RecontactSameReason));
        Assert.Empty(version.Goals);
    }

    [Fact]
    public void Every_fault_is_in_one_list()
    {
        Assert.Equal(
            [
                "tenant", "sources./a.secrets", "sources./b.secrets",
                "versions[0].validFrom", "versions[0].timeZone", "versions[0].intervalMinutes",
                "versions[0].calendars.office.periods.mun-fri", "versions[0].calendars.office.holidays",
                "versions[0].channels.voice.queues.NW.serviceLevelSeconds", "versions[0].channels.voice.shortAbandon",
                "versions[0].recontactSameReason", "versions[0].serviceLevel",
                "versions[0].goals[0].kpi", "versions[0].goals[0].target", "versions[0].goals[0].queue",
                "versions[0].minimumSample",
                "versions[0].sla[0].clock", "versions[0].sla[0].target", "versions[0].sla[0].calendar", "versions[1].validFrom", "owner",
            ],
            Fields($$"""
                { "tenant": "The Bank", "owner": "me",
                  "sources": { "/a": { "secrets": [] }, "/b": { "secrets": ["whsec_short"] } },
                  "versions": [
                    { "validFrom": "1 January", "timeZone": "Mars/Olympus", "intervalMinutes": 20,
                      "channels": { "voice": { "shortAbandon": 5, "queues": { "NW": { "serviceLevelSeconds": -1 } } } },
                      "recontactSameReason": "yes", "serviceLevel": "magic", "minimumSample": 0,
                      "goals": [ { "queue": "NW" } ],
                      "calendars": { "office": { "periods": { "mun-fri": ["09:00-14:00"] }, "holidays": ["2026-02-30"] } },
                      "sla": [ { "clock": "lunch", "target": "4h", "calendar": "shop" } ] },
                    { "validFrom": "1970-01-01", "timeZone": "UTC" } ] }
                """));
    }

    [Theory]
    [InlineData("{}", "tenant", "sources", "versions")]
    [InlineData("[]", "", "tenant", "sources", "versions")]
    [InlineData("""{ "tenant": "t", "sources": {}, "versions": [] }""", "versions")]
    [InlineData("""{ "tenant": "t", "sources": [], "versions": 5 }""", "sources", "versions")]
    [InlineData("""{ "tenant": "t", "sources": {}, "versions": [{}] }""", "versions[0].validFrom", "versions[0].timeZone")]
    public void What_is_required_is_named(string document, params string[] fields) =>
        Assert.Equal(fields.Order(), Fields(document).Distinct().Order());

    [Theory]
    [InlineData("\"serviceLevelSecond\": 20", "versions[0].serviceLevelSecond")]
    [InlineData("\"channels\": { \"voice\": { \"threshold\": 20 } }", "versions[0].channels.voice.threshold")]
    [InlineData(
        "\"channels\": { \"voice\": { \"queues\": { \"NW\": { \"queues\": {} } } } }", "versions[0].channels.voice.queues.NW.queues")]
    [InlineData("\"goals\": [{ \"kpi\": \"fcr\", \"target\": 1, \"goal\": 2 }]", "versions[0].goals[0].goal")]
    [InlineData("\"calendars\": { \"office\": { \"days\": [] } }", "versions[0].calendars.office.days")]
    [InlineData("\"sla\": [{ \"clock\": \"resolution\", \"target\": \"PT4H\", \"hours\": 4 }]", "versions[0].sla[0].hours")]
    public void A_property_that_nobody_knows_is_refused(string more, string field) => Assert.Equal([field], Faults(more));

    [Theory]
    [InlineData("\"intervalMinutes\": 15.5")]
    [InlineData("\"intervalMinutes\": \"15\"")]
    [InlineData("\"minimumSample\": 2.5")]
    [InlineData("\"minimumSample\": 1e400")]
    [InlineData("\"mutableDays\": 0")]
    [InlineData("\"currency\": 5")]
    [InlineData("\"channels\": 5")]
    [InlineData("\"channels\": { \"voice\": 20 }")]
    [InlineData("\"channels\": { \"voice\": { \"recontactHours\": -1 } }")]
    [InlineData("\"goals\": {}")]
    [InlineData("\"goals\": [5]")]
    [InlineData("\"goals\": [{ \"kpi\": \"fcr\", \"target\": \"high\" }]")]
    [InlineData("\"sla\": [{ \"clock\": \"resolution\", \"target\": \"P99999999999Y\" }]")]
    [InlineData("\"sla\": [{ \"clock\": \"resolution\", \"target\": \"-PT1H\" }]")]
    [InlineData("\"calendars\": { \"office\": { \"periods\": { \"mon\": [\"14:00-09:00\"] } } }")]
    [InlineData("\"calendars\": { \"office\": { \"periods\": { \"mon\": \"09:00-14:00\" } } }")]
    public void A_value_of_the_wrong_kind_is_refused(string more) => Assert.NotEmpty(Faults(more));

    [Theory]
    [InlineData("b", true)]
    [InlineData("bank-2", true)]
    [InlineData("00000000000000000000000000000000", true)]
    [InlineData("000000000000000000000000000000000", false)]
    [InlineData("", false)]
    [InlineData("Bank", false)]
    [InlineData("bank_2", false)]
    [InlineData("bank.2", false)]
    [InlineData("bänk", false)]
    [InlineData("bank\n", false)]
    [InlineData("dashboard", false)]
    [InlineData("health", false)]
    [InlineData("openapi.json", false)]
    public void A_tenant_id_is_lower_case_and_no_address_of_its_own(string text, bool valid) =>
        Assert.Equal(valid, SettingsParser.IsTenantId(text));

    [Theory]
    [InlineData(null, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData(null, "setting:PBX_SECRET", true)]
    [InlineData(null, "setting:", false)]
    [InlineData(null, "whsec_c2hvcnQ=", false)]
    [InlineData(null, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", false)]
    [InlineData(null, "whsec_not base64!", false)]
    [InlineData("whatsapp", "anything", true)]
    public void A_canonical_source_signs_with_a_standard_secret(string? vendor, string secret, bool valid)
    {
        string of = vendor is null ? "" : $"\"vendor\": \"{vendor}\", ";
        var faults = Fields($$"""{ "tenant": "t", "sources": { "/a": { {{of}}"secrets": ["{{secret}}"] } }, "versions": [{{Least}}] }""");
        Assert.Equal(valid, faults.Count == 0);
    }

    [Fact]
    public void Versions_are_in_the_order_of_their_first_instants() => Assert.Equal(
        ["versions[1].validFrom"], Fields($$"""{ "tenant": "t", "sources": {}, "versions": [{{Least}}, {{Least}}] }"""));

    private static List<string> Faults(string more) =>
        Fields($$"""{ "tenant": "t", "sources": {}, "versions": [{ "validFrom": "1990-01-01", "timeZone": "UTC", {{more}} }] }""");

    private static List<string> Fields(string document)
    {
        var settings = SettingsParser.Parse(Tenants.Json(document), out var faults);
        Assert.Equal(faults.Count == 0, settings is not null);
        return [.. faults.Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)])];
    }
}
