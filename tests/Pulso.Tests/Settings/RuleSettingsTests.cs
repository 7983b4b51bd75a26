using Pulso.Alerts;
using Pulso.Kpis;
using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Settings;

/// <summary>Goals, rules and webhooks as they are written down.</summary>
public sealed class RuleSettingsTests
{
    [Fact]
    public void A_rule_says_what_it_looks_for_and_what_is_to_be_done()
    {
        var rules = Tenants.In("UTC", """
            "minimumSample": 20,
            "rules": [
              { "name": "again", "when": "repeated-contact", "action": "call", "owner": "care" },
              { "name": "silence", "when": "queue-unanswered", "channel": "whatsapp", "action": "send somebody" },
              { "name": "burst", "when": "above-usual", "by": "reason", "action": "tell" },
              { "name": "odd", "when": "outlier", "kpi": "aht", "channel": "voice", "deviations": 4, "side": "both" } ]
            """).Versions[0].Alerting;

        Assert.Equal([new RepeatedContactRule("again", null, 3, 7 * At.Day, true, "call", "care")], rules.RepeatedContacts);
        Assert.Equal([new UnansweredQueueRule("silence", "whatsapp", null, 5 * At.Minute, "send somebody", null)], rules.UnansweredQueues);
        Assert.Equal(
            [
                new FigureRule("burst", Catalogue.Find("volume")!, "reason", null, null, 3, 0, Side.Above, 10, "tell", null),
                new FigureRule("odd", Catalogue.Find("aht")!, null, "voice", null, null, 4, Side.Both, 20, null, null),
            ],
            rules.Figures);
    }

    [Theory]
    [InlineData("""{ "when": "outlier", "kpi": "aht" }""", "name")]
    [InlineData("""{ "name": "a", "when": "never" }""", "when")]
    [InlineData("""{ "name": "a", "when": "outlier", "kpi": "ahtt" }""", "kpi")]
    [InlineData("""{ "name": "a", "when": "outlier", "kpi": "backlog" }""", "kpi")]
    [InlineData("""{ "name": "a", "when": "outlier", "kpi": "nps_shift" }""", "kpi")]
    [InlineData("""{ "name": "a", "when": "outlier", "kpi": "occupancy", "by": "queue" }""", "kpi")]
    [InlineData("""{ "name": "a", "when": "outlier", "kpi": "aht", "by": "agent" }""", "by")]
    [InlineData("""{ "name": "a", "when": "outlier", "kpi": "aht", "queue": "q" }""", "queue")]
    [InlineData("""{ "name": "a", "when": "outlier", "kpi": "aht", "times": 3 }""", "times")]
    [InlineData("""{ "name": "a", "when": "above-usual" }""", "action")]
    [InlineData("""{ "name": "a", "when": "above-usual", "action": "x", "times": 1 }""", "times")]
    [InlineData("""{ "name": "a", "when": "queue-unanswered", "action": "x" }""", "channel")]
    [InlineData("""{ "name": "a", "when": "repeated-contact", "action": "x", "contacts": 1 }""", "contacts")]
    [InlineData("""{ "name": "a", "when": "repeated-contact", "action": "x", "minutes": 1 }""", "minutes")]
    public void What_is_no_rule_is_refused(string rule, string field) => AssertFault($"versions[0].rules[0].{field}: ", $"\"rules\": [ {rule} ]");

    [Fact]
    public void Two_rules_of_one_name_are_refused()
    {
        const string Rule = """{ "name": "a", "when": "outlier", "kpi": "aht" }""";
        AssertFault("versions[0].rules[1].name: ", $"\"rules\": [ {Rule}, {Rule} ]");
    }

    [Theory]
    [InlineData("""{ "kpi": "happiness", "target": 1 }""", "goals[0].kpi")]
    [InlineData("""{ "kpi": "occupancy", "channel": "voice", "target": 1 }""", "goals[0].kpi")]
    [InlineData("""{ "kpi": "asa", "target": 1, "cadence": "hourly" }""", "goals[0].cadence")]
    [InlineData("""{ "kpi": "asa", "target": 1, "better": "more" }""", "goals[0].better")]
    [InlineData("""{ "kpi": "asa", "target": 1, "hysteresis": -1 }""", "goals[0].hysteresis")]
    [InlineData("""{ "kpi": "asa", "target": 1 }, { "kpi": "asa", "target": 2 }""", "goals[1].kpi")]
    public void What_is_no_goal_is_refused(string goals, string field) => AssertFault($"versions[0].{field}: ", $"\"goals\": [ {goals} ]");

    [Theory]
    [InlineData(Grain.Day, "voice", 4)]
    [InlineData(Grain.Week, "voice", 4)]
    [InlineData(Grain.Month, "voice", 4)]
    [InlineData(Grain.Day, "chat", 1)]
    [InlineData(Grain.Week, "chat", 2)]
    [InlineData(Grain.Month, "chat", 3)]
    public void A_figure_is_held_against_the_closest_goal_and_of_several_the_one_for_its_period(Grain period, string channel, double target)
    {
        var version = Tenants.In("UTC", """
            "goals": [ { "kpi": "asa", "target": 3, "cadence": "monthly" }, { "kpi": "asa", "target": 1 }, { "kpi": "asa", "target": 2, "cadence": "weekly" },
              { "kpi": "asa", "channel": "voice", "target": 4, "cadence": "weekly" }, { "kpi": "asa", "channel": "voice", "target": 5, "cadence": "interval" },
              { "kpi": "asa", "channel": "voice", "target": 6, "cadence": "monthly", "validTo": "2020-01-01" } ]
            """).Versions[0];
        Assert.Equal(target, version.GoalFor("asa", channel, null, new DateOnly(2026, 3, 2), period)!.Target);
    }

    [Fact]
    public void A_goal_may_follow_another_one() => Assert.Equal(2, Tenants.In("UTC", """
        "goals": [ { "kpi": "asa", "target": 1, "validTo": "2026-03-01" }, { "kpi": "asa", "target": 2, "validFrom": "2026-03-02" } ]
        """).Versions[0].Goals.Count);

    [Fact]
    public void A_webhook_says_where_and_how()
    {
        var webhook = Assert.Single(Webhooks($$"""
            "desk": { "url": "https://crm.example.com/tasks", "secrets": ["{{Tenants.Secret}}"], "template": "task", "kinds": ["action"], "token": "setting:CRM", "body": { "subject": "{title}" } }
            """, out _)!.Webhooks);
        Assert.Equal(
            ("desk", "https://crm.example.com/tasks", WebhookTemplate.Task, "setting:CRM", """{ "subject": "{title}" }"""),
            (webhook.Name, webhook.Url, webhook.Template, webhook.Token, webhook.Body));
        Assert.True(webhook.Takes("action"));
        Assert.False(webhook.Takes("sla-breach"));
    }

    [Theory]
    [InlineData("\"url\": \"ftp://a.example.com\"", "url")]
    [InlineData("\"url\": \"http://a.example.com\"", "url")]
    [InlineData("\"url\": \"https://user:word@a.example.com\"", "url")]
    [InlineData("\"url\": \"https://a.example.com/#b\"", "url")]
    [InlineData("\"url\": \"/tasks\"", "url")]
    [InlineData("\"url\": \"https://a.example.com\", \"template\": \"fax\"", "template")]
    [InlineData("\"url\": \"https://a.example.com\", \"kinds\": [\"all\"]", "kinds")]
    [InlineData("\"url\": \"https://a.example.com\", \"token\": \"two words\"", "token")]
    [InlineData("\"url\": \"https://a.example.com\", \"body\": \"text\"", "body")]
    public void What_is_no_webhook_is_refused(string webhook, string field)
    {
        Assert.Null(Webhooks($$"""  "desk": { "secrets": ["{{Tenants.Secret}}"], {{webhook}} } """, out var faults));
        Assert.StartsWith($"webhooks.desk.{field}: ", Assert.Single(faults));
    }

    [Fact]
    public void A_webhook_without_a_secret_is_refused()
    {
        Assert.Null(Webhooks(""" "desk": { "url": "https://a.example.com" } """, out var faults));
        Assert.StartsWith("webhooks.desk.secrets: ", Assert.Single(faults));
    }

    private static void AssertFault(string start, string more)
    {
        Assert.Null(SettingsParser.Parse(Tenants.Json([$$"""{ "validFrom": "1990-01-01", "timeZone": "UTC", {{more}} }"""]), out var faults));
        Assert.StartsWith(start, Assert.Single(faults));
    }

    private static TenantSettings? Webhooks(string webhooks, out IReadOnlyList<string> faults) => SettingsParser.Parse(
        Tenants.Json($$"""
            { "tenant": "bank", "sources": {}, "webhooks": { {{webhooks}} }, "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC" } ] }
            """), out faults);
}
