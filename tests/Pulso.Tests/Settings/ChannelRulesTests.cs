using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Settings;

public sealed class ChannelRulesTests
{
    [Theory]
    [InlineData("voice", 20_000L, 72, null)]
    [InlineData("chat", 60_000L, 72, null)]
    [InlineData("whatsapp", 60_000L, 72, 24)]
    [InlineData("social", null, 72, 24)]
    [InlineData("email", null, 168, 72)]
    [InlineData("helpdesk", null, 168, null)]
    [InlineData("fax", null, 72, null)]
    [InlineData("(none)", null, 72, null)]
    public void The_defaults_are_those_of_the_catalogue(string channel, long? thresholdMs, int recontactHours, int? gapHours) => Assert.Equal(
        new QueueRules(thresholdMs, 5_000, recontactHours * At.Hour, 1_000, gapHours * At.Hour),
        Tenants.Defaults.Versions[0].Rules.For(channel, "any"));

    [Fact]
    public void A_queue_has_its_own_rules_over_its_channels_over_the_defaults()
    {
        var rules = Tenants.In("UTC", """
            "channels": { "voice": { "shortAbandonSeconds": 0.5, "fcrWeight": 1.25,
              "queues": { "NW": { "serviceLevelSeconds": 30, "recontactHours": 1.5 } } } }
            """).Versions[0].Rules;
        Assert.Equal(new QueueRules(30_000, 500, 90 * At.Minute, 1_250, null), rules.For("voice", "NW"));
        Assert.Equal(new QueueRules(20_000, 500, 72 * At.Hour, 1_250, null), rules.For("voice", "PS"));
        Assert.Equal(new QueueRules(60_000, 5_000, 72 * At.Hour, 1_000, null), rules.For("chat", "NW"));
    }

    [Fact]
    public void A_threads_gap_is_set_in_hours()
    {
        var rules = Tenants.In("UTC", """ "channels": { "whatsapp": { "threadGapHours": 1.5 }, "chat": { "threadGapHours": 12 } } """).Versions[0].Rules;
        Assert.Equal((90 * At.Minute, 12 * At.Hour), (rules.For("whatsapp", "(none)").ThreadGapMs, rules.For("chat", "(none)").ThreadGapMs));
        Assert.Equal(24 * At.Hour, rules.For("social", "(none)").ThreadGapMs);
    }

    [Fact]
    public void A_threshold_of_null_is_none_though_the_default_has_one()
    {
        var rules = Tenants.In("UTC", """
            "channels": {
              "voice": { "serviceLevelSeconds": null, "queues": { "NW": { "serviceLevelSeconds": 30 } } },
              "chat": { "queues": { "bot": { "serviceLevelSeconds": null } } } }
            """).Versions[0].Rules;
        Assert.Null(rules.For("voice", "PS").ServiceLevelMs);
        Assert.Equal(30_000, rules.For("voice", "NW").ServiceLevelMs);
        Assert.Null(rules.For("chat", "bot").ServiceLevelMs);
    }
}
