using Pulso.Kpis.Fair;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Tests.Scenarios;
using Pulso.Timelines.Agents;
using Pulso.Timelines.Annotations;

namespace Pulso.Tests.Agents;

/// <summary>Agents are compared on what is alike, and with whom does the same work.</summary>
public sealed class FairTableTests
{
    private static readonly TenantSettings Settings = Tenants.Defaults;
    private readonly List<(CellKey Key, Tally Tally)> cells = [];
    private readonly List<Annotation> incidents = [];

    [Fact]
    public void Who_has_the_hard_contacts_is_held_against_hard_contacts()
    {
        Handled("kim", 40, 600, "hard");
        Handled("lee", 40, 300, "easy");
        Handled("sam", 40, 600, "hard");
        Handled("sam", 40, 300, "easy");
        Assert.All(["kim", "lee", "sam"], agent => Assert.Equal(1, Figure(agent, "aht").Ratio!.Value, 12));
        Assert.Equal((600, 450), (Figure("kim", "aht").Observed, Figure("sam", "aht").Expected));
    }

    [Fact]
    public void On_the_same_contacts_the_slower_one_is_slower_and_the_interval_is_that_of_chance_on_both_sides()
    {
        Handled("kim", 40, 600);
        Handled("lee", 80, 300);
        var kim = Figure("kim", "aht");
        Assert.Equal((600, 300, 2, 40), (kim.Observed, kim.Expected, kim.Ratio, kim.N));
        double half = 1.959963984540054 * Math.Sqrt((1 / 40.0) + (4 / 80.0));
        Assert.Equal(2 - half, kim.Low!.Value, 12);
        Assert.Equal(2 + half, kim.High!.Value, 12);
        Assert.Equal(0.5, Figure("lee", "aht").Ratio!.Value, 12);
    }

    [Fact]
    public void Who_is_measured_is_no_part_of_the_measure()
    {
        Credited("kim", 50_000, 20_000, "bill");
        Credited("lee", 30_000, 27_000, "bill");
        Credited("sam", 10_000, 5_000, "bill");
        Assert.Equal((0.4, 0.8), (Figure("kim", "fcr").Observed, Figure("kim", "fcr").Expected));
    }

    [Fact]
    public void What_no_other_does_is_left_out_of_the_comparison()
    {
        Credited("kim", 50_000, 20_000, "bill");
        Credited("kim", 90_000, 90_000, "line");
        Credited("lee", 50_000, 20_000, "bill");
        Assert.Equal((50, 1), (Figure("kim", "fcr").N, Figure("kim", "fcr").Ratio));
    }

    [Fact]
    public void Below_the_minimum_sample_nothing_is_told()
    {
        Handled("kim", 29, 600);
        Handled("lee", 30, 300);
        Assert.Equal(new FairRatio("aht", null, null, null, null, null, 29, true), Figure("kim", "aht"));
        Assert.False(Figure("lee", "aht").IsHidden);
    }

    [Fact]
    public void What_no_peer_has_is_in_no_ratio_and_not_hidden()
    {
        Credited("kim", 40_000, 10_000, "bill");
        Credited("lee", 40_000, 0, "bill");
        Assert.Equal(new FairRatio("fcr", 0.25, 0, null, null, null, 40, false), Figure("kim", "fcr"));
    }

    [Fact]
    public void Other_peer_groups_are_nobodys_measure()
    {
        Handled("kim", 40, 600);
        Handled("lee", 40, 300);
        AgentProfile[] profiles = [new("kim", 0, null, null, null, null, "sales"), new("lee", 0, null, null, null, null, "support")];
        Assert.All(Rows(profiles), agent => Assert.True(agent.Ratios[0] is { IsHidden: true, N: 0 }));
    }

    [Fact]
    public void What_falls_into_an_incident_is_left_out()
    {
        Handled("kim", 40, 300);
        Handled("lee", 40, 300);
        Handled("kim", 400, 3_000, at: "2026-03-02T11:00:00Z");
        Handled("lee", 1, 3_000, at: "2026-03-02T11:00:00Z");
        incidents.Add(new Annotation(1, At.Utc("2026-03-02T11:14:59Z"), At.Utc("2026-03-02T11:20:00Z"), "incident", "outage", "voice", null, null, null));
        Assert.Equal((40, 1), (Figure("kim", "aht").N, Figure("kim", "aht").Ratio));
        incidents.Clear();
        Assert.Equal(440, Figure("kim", "aht").N);
    }

    [Fact]
    public void An_incident_on_another_channel_leaves_nothing_out()
    {
        Handled("kim", 40, 300);
        Handled("lee", 40, 300);
        incidents.Add(new Annotation(1, At.Utc("2026-03-02T00:00:00Z"), null, "incident", "outage", "chat", null, null, null));
        Assert.Equal(40, Figure("kim", "aht").N);
    }

    [Fact]
    public void Long_handling_by_long_wrap_up_points_to_templates()
    {
        Handled("kim", 100, 300, wrap: 300);
        Handled("lee", 100, 300, wrap: 30);
        var hint = Assert.Single(Rows([]).Single(agent => agent.Agent == "kim").Hints);
        Assert.Equal(("aht_wrap", "templates"), (hint.Kpi, hint.Points));
        Assert.Empty(Rows([]).Single(agent => agent.Agent == "lee").Hints);
    }

    [Fact]
    public void Few_solved_at_once_point_to_the_knowledge_of_the_reasons_in_which_it_shows()
    {
        Credited("kim", 100_000, 40_000, "bill");
        Credited("kim", 100_000, 80_000, "line");
        Credited("lee", 100_000, 90_000, "bill");
        Credited("lee", 100_000, 80_000, "line");
        var hint = Assert.Single(Rows([]).Single(agent => agent.Agent == "kim").Hints);
        Assert.Equal(("fcr", "knowledge-base"), (hint.Kpi, hint.Points));
        Assert.Equal(["bill"], hint.Reasons);
    }

    [Theory]
    [InlineData("Tono", "scripts")]
    [InlineData("facts", "coaching")]
    public void Low_quality_points_to_scripts_where_it_shows_in_the_tone(string low, string points)
    {
        Evaluated("kim", 4_000, ("Tono", low == "Tono" ? 1_000 : 3_000), ("facts", low == "Tono" ? 3_000 : 1_000));
        Evaluated("lee", 8_000, ("Tono", 3_000), ("facts", 3_000));
        var hint = Assert.Single(Rows([]).Single(agent => agent.Agent == "kim").Hints);
        Assert.Equal(("quality", points), (hint.Kpi, hint.Points));
        Assert.Equal([low], hint.Criteria);
        Assert.Empty(Rows([]).Single(agent => agent.Agent == "lee").Hints);
    }

    [Fact]
    public void Another_form_is_another_measure()
    {
        Evaluated("kim", 4_000, ("Tono", 1_000));
        Evaluated("lee", 8_000, "other", ("Tono", 3_000));
        Assert.Empty(Rows([]).Single(agent => agent.Agent == "kim").Hints.Single().Criteria);
    }

    private void Evaluated(string agent, long score, params (string Name, long Points)[] criteria) => Evaluated(agent, score, "form", criteria);

    /// <param name="score">Of 10, on the average of a hundred evaluations, in thousandths as the points are.</param>
    private void Evaluated(string agent, long score, string form, params (string Name, long Points)[] criteria)
    {
        var tally = new Tally();
        tally.Add(Counter.QualityEvaluations, 100);
        tally.Add(Counter.QualityScore, 100 * score);
        tally.Add(Counter.QualityMax, 1_000_000);
        var key = Key(agent, "bill", "normal", "2026-03-02T09:00:00Z");
        cells.Add((key, tally));
        foreach (var (name, points) in criteria)
        {
            var scored = new Tally();
            scored.Add(Counter.CriterionScored, 100);
            scored.Add(Counter.CriterionPoints, 100 * points);
            cells.Add((key with { Facet = Facet.OfAgentCriterion(agent, "normal", form, "1", name) }, scored));
        }
    }

    private void Handled(string agent, int legs, int seconds, string difficulty = "normal", string at = "2026-03-02T09:00:00Z", int wrap = 0)
    {
        var tally = new Tally();
        tally.Add(Counter.Handled, legs);
        tally.Add(Counter.TalkMs, legs * seconds * At.Second);
        tally.Add(Counter.WrapMs, legs * wrap * At.Second);
        cells.Add((Key(agent, "bill", difficulty, at), tally));
    }

    /// <param name="eligible">In thousandths.</param>
    private void Credited(string agent, long eligible, long solved, string reason)
    {
        var tally = new Tally();
        tally.Add(Counter.FcrEligible, eligible);
        tally.Add(Counter.Fcr, solved);
        cells.Add((Key(agent, reason, "normal", "2026-03-02T09:00:00Z"), tally));
    }

    private static CellKey Key(string agent, string reason, string difficulty, string at) => new(
        At.Date("2026-03-02"), At.Utc(at), new Dimensions("voice", "inbound", "north", reason, "1"), Facet.OfAgent(agent, difficulty));

    private FairRatio Figure(string agent, string kpi) =>
        Rows([]).Single(row => row.Agent == agent).Ratios.Single(ratio => ratio.Kpi == kpi);

    private List<FairAgent> Rows(AgentProfile[] profiles)
    {
        var table = new FairTable(profiles, incidents, Settings);
        foreach (var (key, tally) in cells)
            table.Add(key, tally);
        return [.. table.Rows(Settings.Versions[0])];
    }
}
