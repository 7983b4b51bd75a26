namespace Pulso.Acceptance.Dashboard;

/// <summary>The page in a browser: the bank's and the demo's figures, in both languages and themes.</summary>
public sealed class DashboardTests(BrowserTour tour) : IClassFixture<BrowserTour>
{
    [BrowserFact]
    public void Every_figure_of_every_panel_is_what_GET_kpis_says_at_every_level() => Holds("cards");

    [BrowserFact]
    public void The_contacts_behind_a_figure_are_those_of_GET_contacts() => Holds("contacts");

    [BrowserFact]
    public void Axe_finds_nothing_on_any_panel_in_any_theme_and_language() => Holds("axe");

    [BrowserFact]
    public void Notes_and_goals_are_added_by_who_holds_an_admin_key_alone() => Holds("writing");

    [BrowserFact]
    public void An_alert_is_acknowledged_commented_and_resolved_by_who_holds_an_admin_key_alone() => Holds("alerts");

    [BrowserFact]
    public void Every_chart_has_its_numbers_as_a_table() => Holds("twins");

    [BrowserFact]
    public void No_request_leaves_the_origin() => Holds("origin");

    [BrowserFact]
    public void Nothing_fails_in_a_script() => Holds("errors");

    [BrowserFact]
    public void The_page_keeps_to_its_own_policy() => Holds("policy");

    [BrowserFact]
    public void All_of_it_can_be_done_by_keyboard() => Holds("keyboard");

    [BrowserFact]
    public void It_asks_again_every_15_seconds_and_a_hidden_tab_asks_for_nothing() => Holds("refresh");

    [BrowserFact]
    public void A_slow_answer_shows_progress_and_late_sources_are_named() => Holds("progress");

    [BrowserFact]
    public void A_sign_in_is_a_cookie_that_no_script_reads_and_signing_out_takes_it_away() => Holds("session");

    private void Holds(string group)
    {
        var faults = tour.Of(group).SelectMany(check => check.Faults.Select(fault => $"{check.Name}: {fault}")).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
