using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Kpis;

public sealed class CatalogueTests
{
    /// <summary>The formulas of the catalogue's text, in the counters' names, for the KPIs that are computed.</summary>
    private static readonly Dictionary<string, string> Formulas = new()
    {
        ["volume"] = "contacts",
        ["asa"] = "wait_answered_ms / answered",
        ["service_level"] = "answered_within / timed_offered",
        ["service_level.answered"] = "answered_within / timed_answered",
        ["service_level.short"] = "answered_within / (timed_offered − timed_abandoned_short)",
        ["service_level.no_abandons"] = "answered_within / (timed_offered − timed_abandoned)",
        ["service_level.removed"] = "(answered_within + abandoned_within) / timed_offered",
        ["service_level.contract"] = "answered_within / (timed_offered − abandoned_within − timed_flowed_out)",
        ["answer_rate"] = "answered / offered",
        ["abandonment_rate"] = "abandoned / offered",
        ["abandonment_rate.short"] = "(abandoned − abandoned_short) / (offered − abandoned_short)",
        ["aht"] = "(talk_ms + hold_ms + wrap_ms) / handled",
        ["aht_talk"] = "talk_ms / handled",
        ["aht_hold"] = "hold_ms / handled",
        ["aht_wrap"] = "wrap_ms / handled",
        ["aht_silence"] = "silence_ms / handled",
        ["ivr_time"] = "ivr_ms / ivr_entered",
        ["ivr_abandonment"] = "ivr_abandoned / ivr_entered",
        ["resolution_time"] = "resolution_ms / resolved",
        ["resolution_rate"] = "resolved / contacts",
        ["fcr"] = "fcr / fcr_eligible",
        ["fcr_all"] = "fcr / customer_known",
        ["fcr_coverage"] = "fcr_eligible / resolved",
        ["recontact_rate"] = "recontacted / fcr_eligible",
        ["reopen_rate"] = "reopened / resolved",
        ["wait_p50"] = "50th percentile of wait_answered",
        ["wait_p90"] = "90th percentile of wait_answered",
        ["wait_p95"] = "95th percentile of wait_answered",
        ["aht_p90"] = "90th percentile of handle",
    };

    private static readonly Dictionary<string, string> Units = new()
    {
        ["volume"] = "count",
        ["asa"] = "s",
        ["aht"] = "s",
        ["aht_talk"] = "s",
        ["aht_hold"] = "s",
        ["aht_wrap"] = "s",
        ["aht_silence"] = "s",
        ["ivr_time"] = "s",
        ["resolution_time"] = "s",
        ["wait_p50"] = "s",
        ["wait_p90"] = "s",
        ["wait_p95"] = "s",
        ["aht_p90"] = "s",
    };

    public static TheoryData<string> Ids => [.. Catalogue.All.Select(kpi => kpi.FullId)];

    [Fact]
    public void Ids_are_unique() => Assert.Distinct(Catalogue.All.Select(kpi => kpi.FullId));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_formula_is_that_of_the_catalogues_text(string id)
    {
        Assert.Equal(Formulas[id], Catalogue.Find(id)!.Formula);
        Assert.Equal(Units.GetValueOrDefault(id, "%"), Catalogue.Find(id)!.UnitText);
    }

    [Fact]
    public void Nothing_of_the_table_is_missing() => Assert.All(Formulas.Keys, id => Assert.NotNull(Catalogue.Find(id)));

    [Fact]
    public void An_unknown_id_is_no_kpi() => Assert.Null(Catalogue.Find("service_level.magic"));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_entry_is_described_in_both_languages_and_names_its_source(string id)
    {
        var kpi = Catalogue.Find(id)!;
        Assert.All([kpi.Name.En, kpi.Name.Es, kpi.Definition.En, kpi.Definition.Es, kpi.Source], text => Assert.NotEmpty(text));
        Assert.True(kpi.Quantile is null ? kpi.Numerator is not null : kpi.Numerator is null && kpi.Denominator is null);
    }

    [Fact]
    public void Only_two_formulas_speak_of_inbound_contacts_alone() =>
        Assert.Equal(["fcr_all", "fcr_coverage"], Catalogue.All.Where(kpi => kpi.InboundOnly).Select(kpi => kpi.FullId));

    [Fact]
    public void Legs_and_handling_settle_after_three_days_and_resolution_when_contacts_can_no_longer_change()
    {
        var version = Tenants.In("UTC", "\"mutableDays\": 20").Versions[0];
        int Days(string id) => Catalogue.SettlesAfterDays(Catalogue.Find(id)!, version);
        Assert.All(["asa", "service_level", "abandonment_rate", "aht", "wait_p90"], id => Assert.Equal(3, Days(id)));
        Assert.All(["fcr", "resolution_time", "resolution_rate", "recontact_rate", "reopen_rate"], id => Assert.Equal(20, Days(id)));
    }

    [Fact]
    public void Better_is_less_of_waiting_leaving_and_coming_back() => Assert.Equal(
        [
            "abandonment_rate", "abandonment_rate.short", "aht", "aht_hold", "aht_p90", "aht_silence", "aht_talk", "aht_wrap", "asa",
            "ivr_abandonment", "ivr_time", "recontact_rate", "reopen_rate", "resolution_time", "wait_p50", "wait_p90", "wait_p95",
        ],
        Catalogue.All.Where(kpi => !kpi.HigherIsBetter).Select(kpi => kpi.FullId).Order(StringComparer.Ordinal));

    [Fact]
    public void The_settings_choose_which_variant_the_service_level_shows()
    {
        var kpi = Catalogue.Find("service_level")!;
        Assert.All(Catalogue.ServiceLevelVariants.Skip(1), variant =>
        {
            var shown = Catalogue.Under(kpi, Tenants.In("UTC", $"\"serviceLevel\": \"{variant}\"").Versions[0]);
            Assert.Equal((Formulas[$"service_level.{variant}"], "service_level"), (shown.Formula, shown.FullId));
        });
        Assert.Same(kpi, Catalogue.Under(kpi, Tenants.Defaults.Versions[0]));
    }

    [Fact]
    public void Counters_have_codes_and_names_of_their_own()
    {
        Assert.Distinct(Counter.All.Select(counter => counter.Code));
        Assert.Distinct(Counter.All.Select(counter => counter.Name));
        Assert.All(Counter.All, counter => Assert.InRange(counter.Code, 1, 4_095));
    }
}
