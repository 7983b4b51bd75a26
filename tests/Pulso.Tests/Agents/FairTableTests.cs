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
    public void On_the_same_contacts_the_slower_one_is_slower_and_the_interval_is_that_of_chance()
    {
        Handled("kim", 40, 600);
        Handled("lee", 40, 300);
        var kim = Figure("kim", "aht");
        Assert.Equal((600, 450, 40), (kim.Observed, kim.Expected, kim.N));
        double half = 1.959963984540054 / Math.Sqrt(40);
        Assert.Equal(4 / 3.0, kim.Ratio!.Value, 12);
        Assert.Equal((4 / 3.0) - half, kim.Low!.Value, 12);
        Assert.Equal((4 / 3.0) + half, kim.High!.Value, 12);
        Assert.Equal(2 / 3.0, Figure("lee", "aht").Ratio!.Value, 12);
    }

    [Fact]
    public void All_agents_of_a_group_together_are_as_expected()
    {
        Credited("kim", 50_400, 20_100, "bill");
        Credited("lee", 33_600, 30_000, "bill");
        Credited("lee", 41_000, 5_000, "line");
        double Weighted(Func<FairRatio, double?> rate) => new[] { ("kim", 50.4), ("lee", 74.6) }.Sum(agent => rate(Figure(agent.Item1, "fcr"))!.Value * agent.Item2);
        Assert.Equal(Weighted(ratio => ratio.Observed), Weighted(ratio => ratio.Expected), 9);
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
        Credited("kim", 40_000, 0, "bill");
        Assert.Equal(new FairRatio("fcr", 0, 0, null, null, null, 40, false), Figure("kim", "fcr"));
    }

    [Fact]
    public void Other_peer_groups_are_nobodys_measure()
    {
        Handled("kim", 40, 600);
        Handled("lee", 40, 300);
        AgentProfile[] profiles = [new("kim", 0, null, null, null, null, "sales"), new("lee", 0, null, null, null, null, "support")];
        Assert.All(Rows(profiles), agent => Assert.Equal(1, agent.Ratios[0].Ratio));
    }

    [Fact]
    public void What_falls_into_an_incident_is_left_out()
    {
        Handled("kim", 40, 300);
        Handled("lee", 40, 300);
        Handled("kim", 400, 3_000, at: "2026-03-02T11:00:00Z");
        incidents.Add(new Annotation(1, At.Utc("2026-03-02T11:14:59Z"), At.Utc("2026-03-02T11:20:00Z"), "incident", "outage", "voice", null, null, null));
        Assert.Equal((40, 1), (Figure("kim", "aht").N, Figure("kim", "aht").Ratio));
        incidents.Clear();
        Assert.Equal(440, Figure("kim", "aht").N);
    }

    [Fact]
    public void An_incident_on_another_channel_leaves_nothing_out()
    {
        Handled("kim", 40, 300);
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
        return [.. table.Rows(30)];
    }
}
