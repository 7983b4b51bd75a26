using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Kpis;

public sealed class CatalogueTests
{
    private static Dictionary<string, string> Formulas => CatalogueTable.Formulas;

    private static Dictionary<string, string> Units => CatalogueTable.Units;

    public static TheoryData<string> Ids => [.. Catalogue.All.Select(kpi => kpi.FullId)];

    [Fact]
    public void Ids_are_unique() => Assert.Distinct(Catalogue.All.Select(kpi => kpi.FullId));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_formula_is_that_of_the_catalogues_text(string id)
    {
        Assert.True(Formulas.ContainsKey(id), $"the formula of {id} is missing in CatalogueTable.Formulas");
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
        Assert.All([Catalogue.BoundaryCases(kpi).En, Catalogue.BoundaryCases(kpi).Es], text => Assert.NotEmpty(text));
        Assert.Single(new object?[] { kpi.Numerator, kpi.Quantile, kpi.Stock, kpi.ShiftOf, kpi.IsForecastAccuracy ? kpi : null }, way => way is not null);
    }

    [Fact]
    public void Only_two_formulas_speak_of_inbound_contacts_alone() =>
        Assert.Equal(["fcr_all", "fcr_coverage"], Catalogue.All.Where(kpi => kpi.InboundOnly).Select(kpi => kpi.FullId));

    [Fact]
    public void Legs_and_handling_settle_after_three_days_surveys_after_seven_and_resolution_when_contacts_can_no_longer_change()
    {
        var version = Tenants.In("UTC", "\"mutableDays\": 20").Versions[0];
        int Days(string id) => Catalogue.SettlesAfterDays(Catalogue.Find(id)!, version);
        Assert.All(["asa", "service_level", "abandonment_rate", "aht", "wait_p90"], id => Assert.Equal(3, Days(id)));
        Assert.All(["csat", "csat_bot", "ces", "nps", "nps_relational", "enps", "thumbs", "survey_response_rate"], id => Assert.Equal(7, Days(id)));
        Assert.All(
            ["fcr", "fcr.single", "fcr_weighted", "resolution_time", "resolution_p90", "resolution_rate", "resolved_in_channel_rate", "recontact_rate", "reopen_rate", "bot_containment_durable"],
            id => Assert.Equal(20, Days(id)));
    }

    [Fact]
    public void Better_is_less_of_waiting_leaving_and_coming_back() => Assert.Equal(
        [
            "abandonment_rate", "abandonment_rate.short", "aht", "aht_hold", "aht_p90", "aht_silence", "aht_talk", "aht_wrap", "asa",
            "backlog", "backlog_age_p50", "backlog_age_p90", "bot_abandonment", "calibration_gap", "channel_switch_rate", "churn_after_recontact", "churned", "contacts_per_case", "cost_per_contact", "escalation_rate", "frt", "frt_any",
            "frt_handover", "frt_p50", "frt_p90", "handover_rate", "ivr_abandonment", "ivr_time", "menu_drop", "messages_per_contact", "read_to_reply",
            "recontact_rate", "reopen_rate", "reply_time", "resolution_business", "resolution_p50", "resolution_p90", "resolution_time", "sentiment_negative", "survey_early_rate", "survey_solved_rate",
            "transfer_rate", "unanswered_rate", "wait_p50", "wait_p90", "wait_p95",
        ],
        Catalogue.All.Where(kpi => !kpi.HigherIsBetter).Select(kpi => kpi.FullId).Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_pushed_names_who_pays()
    {
        Assert.Equal(("fcr", "aht"), (Catalogue.Find("aht")!.TradeOff, Catalogue.Find("fcr")!.TradeOff));
        Assert.Equal(("csat", "bot_containment"), (Catalogue.Find("bot_containment")!.TradeOff, Catalogue.Find("csat")!.TradeOff));
    }

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
        // The wrap-up of legs and that of states have one name, in tables of their own.
        Assert.Distinct(Counter.All.Select(counter => (counter.Name, counter.Anchor == Anchor.Time)));
        Assert.All(Counter.All, counter => Assert.InRange(counter.Code, 1, 4_095));
    }
}
