using Pulso.Alerts;
using Pulso.Kpis;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Alerts;

/// <summary>What is usual, and how far from it a value lies.</summary>
public sealed class UsualTests
{
    [Fact]
    public void The_distance_is_the_modified_z_score()
    {
        // Median 11.5; the distances are 2.5 1.5 1.5 0.5 0.5 0.5 1.5 88.5, their median 1.5: one deviation is 1.5 × 1.4826.
        var usual = Usual.Of([9, 10, 10, 11, 12, 12, 13, 100], _ => 0)!;

        Assert.Equal(11.5, usual.Median);
        Assert.Equal(1.5 * 1.4826, usual.Spread, 10);
        Assert.Equal(3.5, usual.Distance(11.5 + (3.5 * 1.5 * 1.4826)), 10);
        Assert.Equal(-1, usual.Distance(11.5 - (1.5 * 1.4826)), 10);
    }

    [Fact]
    public void Equal_weeks_still_spread_as_chance_does()
    {
        var usual = Usual.Of([25, 25, 25, 25], median => Math.Sqrt(median))!;
        Assert.Equal(2, usual.Distance(35), 10);
    }

    [Fact]
    public void One_week_of_eight_moves_nothing_however_far_out_it_lies()
    {
        double[] weeks = [20, 21, 19, 20, 22, 18, 20, 20];
        var plain = Usual.Of(weeks, _ => 1)!;
        var spoilt = Usual.Of([.. weeks[..7], 1_000_000], _ => 1)!;
        Assert.Equal(plain.Median, spoilt.Median);
        Assert.InRange(Math.Abs(plain.Distance(30) - spoilt.Distance(30)), 0, 5);
    }

    [Fact]
    public void Fewer_than_four_weeks_are_no_usual() => Assert.Null(Usual.Of([1, 2, 3], _ => 1));

    [Theory]
    [InlineData("worse", 120, true)]
    [InlineData("worse", 80, false)]
    [InlineData("above", 120, true)]
    [InlineData("below", 80, true)]
    [InlineData("below", 120, false)]
    [InlineData("both", 80, true)]
    public void A_rule_looks_at_its_side(string side, double value, bool isOut)
    {
        var rule = Rule($$""" { "name": "r", "when": "outlier", "kpi": "aht", "side": "{{side}}" } """);
        Assert.Equal(isOut, rule.IsOut(value, new Usual(100, 5, 0), wasOut: false));
    }

    [Fact]
    public void A_value_on_the_edge_is_out_once()
    {
        var outlier = Rule(""" { "name": "r", "when": "outlier", "kpi": "aht" } """);
        var above = Rule(""" { "name": "r", "when": "above-usual", "action": "look" } """);
        var usual = new Usual(10, 1, 0);
        foreach (var (rule, edge) in new[] { (outlier, 13.5), (above, 30.0) })
        {
            Assert.True(rule.IsOut(edge, usual, wasOut: false));
            Assert.False(rule.IsOut(edge - 0.1, usual, wasOut: false));
            Assert.True(rule.IsOut(edge - 0.1, usual, wasOut: true));
            Assert.False(rule.IsOut(edge * 0.7, usual, wasOut: true));
        }
    }

    [Fact]
    public void Three_times_nothing_is_not_much()
    {
        var rule = Rule(""" { "name": "r", "when": "above-usual", "action": "look", "minimum": 12 } """);
        Assert.False(rule.IsOut(11, new Usual(0, 0, 1), wasOut: false));
        Assert.True(rule.IsOut(12, new Usual(0, 0, 1), wasOut: false));
        Assert.Equal("volume", rule.Kpi.FullId);
        Assert.Equal(Catalogue.Find("volume"), rule.Kpi);
    }

    private static FigureRule Rule(string json) => Tenants.In("UTC", $$""" "rules": [ {{json}} ] """).Versions[0].Alerting.Figures[0];
}
