using Pulso.Events;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Kpis;

/// <summary>The same days under two definitions, and which counters make the difference.</summary>
public sealed class DefinitionDiffTests
{
    private static readonly ContactScript[] Calls =
    [
        new ContactScript("quick").Started(0, (Field.Channel, "voice")).Queued(0).Answered(10, "eve"),
        new ContactScript("slow").Started(0, (Field.Channel, "voice")).Queued(0).Answered(25, "eve"),
        new ContactScript("lost").Started(0, (Field.Channel, "voice")).Queued(0).Abandoned(3),
    ];

    [Fact]
    public void Another_threshold_is_explained_by_the_answers_that_it_takes_in()
    {
        var other = Tenants.In("UTC", "\"channels\": { \"voice\": { \"serviceLevelSeconds\": 30 } }");
        var difference = Assert.Single(DefinitionDiff.Of(Rows(Tenants.Defaults, "service_level", "asa"), Rows(other, "service_level", "asa")));
        Assert.Equal("service_level", difference.Row.Kpi.FullId);
        Assert.Equal((1 / 3.0, 2 / 3.0), (difference.Row.Figure.Value, difference.Other.Figure.Value));
        Assert.Equal(
            [new CounterChange("answered_within", "numerator", 1, 2), new CounterChange("timed_offered", "denominator", 3, 3)], difference.Counters);
    }

    [Fact]
    public void A_variant_is_explained_by_the_counters_that_only_one_of_the_formulas_has()
    {
        var variant = Catalogue.Find("service_level.answered")!;
        var difference = Assert.Single(DefinitionDiff.Of(Rows(Tenants.Defaults, "service_level"), Rows(Tenants.Defaults, "service_level.answered"), variant));
        Assert.Equal((1 / 3.0, 1 / 2.0), (difference.Row.Figure.Value, difference.Other.Figure.Value));
        Assert.Equal(
            [
                new CounterChange("answered_within", "numerator", 1, 1), new CounterChange("timed_offered", "denominator", 3, null),
                new CounterChange("timed_answered", "denominator", null, 2),
            ],
            difference.Counters);
    }

    [Fact]
    public void Equal_figures_are_not_told() => Assert.Empty(DefinitionDiff.Of(Rows(Tenants.Defaults, "volume"), Rows(Tenants.Defaults, "volume")));

    private static List<KpiRow> Rows(TenantSettings settings, params string[] kpis)
    {
        var day = new DateOnly(2026, 3, 2);
        var query = new KpiQuery(
            settings.Calendar.StartOfDay(day), settings.Calendar.EndOfDay(day), "2026-03-02", "2026-03-02", Grain.Day, [],
            [.. kpis.Select(kpi => Catalogue.Find(kpi)!)], new Dictionary<string, IReadOnlySet<string>>());
        var table = new KpiTable(query, settings);
        foreach (var (key, tally) in Recount.Of(Calls.SelectMany(call => call.Frames), settings).All)
            table.Add(key, tally);
        return [.. table.Rows(long.MaxValue / 2)];
    }
}
