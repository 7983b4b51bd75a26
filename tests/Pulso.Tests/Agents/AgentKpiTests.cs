using Pulso.Events;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Tests.Scenarios;
using Pulso.Timelines.Contacts;

namespace Pulso.Tests.Agents;

/// <summary>Figures by agent: their time, and their share in contacts.</summary>
public sealed class AgentKpiTests
{
    // kim: 1 h available, 2 h in contacts, 30 min of wrap-up, 30 min of break; planned to be available for 5 h.
    private static readonly IReadOnlyList<Frame> Time = new AgentScript("kim", Tenants.Defaults)
        .State("09:00", "available").State("10:00", "contact").State("12:00", "wrap").State("12:30", "break").State("13:00", "offline")
        .Plan(("09:00", "14:00", "available")).Frames;

    private static readonly ContactScript[] Calls =
    [
        new ContactScript("a").Started(0, (Field.Channel, "voice")).Handled(60, (Field.Agent, "kim"), (Field.Talk, 3 * At.Hour), (Field.Wrap, At.Hour))
            .Satisfied(70),
        new ContactScript("b").Started(0, (Field.Channel, "voice")).Handled(60, (Field.Agent, "kim"), (Field.Talk, 2 * At.Hour))
            .Handled(90, (Field.Agent, "lee"), (Field.Talk, At.Hour)).TransferredAs(95, "cold").Said(99, "csat", 1, 1, 5),
    ];

    [Theory]
    [InlineData("occupancy", 2.5, 3.5, 4)]
    [InlineData("utilisation", 2.5, 4, 4)]
    [InlineData("adherence", 3.5, 5, 5)]
    [InlineData("concurrency", 6, 2, 2)]
    [InlineData("productivity", 2, 4, 4)]
    public void Time_is_told_in_hours(string kpi, double numerator, double denominator, long n)
    {
        var figure = Rows(["agent"], kpi)["kim"];
        Assert.Equal(
            (numerator / denominator, (decimal)numerator, (decimal)denominator, n, null),
            (figure.Value!.Value, figure.Numerator, figure.Denominator, figure.N, figure.Low));
    }

    [Fact]
    public void Without_a_split_time_is_that_of_all_agents_and_in_whatever_direction() =>
        Assert.Equal(2.5 / 3.5, Rows([], "occupancy", ("direction", Contact.Inbound))[""].Value);

    [Fact]
    public void Time_against_contacts_says_nothing_by_channel()
    {
        Assert.All(Rows(["channel"], "productivity").Values, figure => Assert.Null(figure.Value));
        Assert.Equal(3 / 4.0, Rows([], "productivity")[""].Value);
    }

    [Fact]
    public void Contacts_are_told_by_share_in_whole_numbers_and_broken_ones()
    {
        var figures = Rows(["agent"], "csat");
        Assert.Equal((1.667m - 0.667m, 1.667m), (figures["kim"].Numerator, figures["kim"].Denominator));
        Assert.Equal((0, 0.333m), (figures["lee"].Numerator, figures["lee"].Denominator));
        Assert.Equal(2, figures["kim"].N);
        Assert.Equal(0.333m / 1m, Rows(["agent"], "transfer_rate")["lee"].Numerator);
    }

    [Fact]
    public void Handling_is_each_agents_own()
    {
        var figures = Rows(["agent"], "aht");
        Assert.Equal((3.0 * 3_600, 3_600.0), (figures["kim"].Value, figures["lee"].Value));
        Assert.Equal((2, 1), (figures["kim"].N, figures["lee"].N));
        Assert.Equal(["kim"], Rows(["agent"], "aht", ("agent", "kim")).Where(row => row.Value.Value is not null).Select(row => row.Key));
    }

    [Fact]
    public void What_is_by_agent_is_credited_as_a_whole_or_not_at_all() => Assert.Equal(
        [
            "adherence", "aht", "aht_hold", "aht_silence", "aht_talk", "aht_wrap", "concurrency", "csat", "escalation_rate", "fcr", "fcr_coverage",
            "occupancy", "productivity", "quality", "recontact_rate", "reopen_rate", "resolution_rate", "routing_accuracy", "transfer_rate",
            "transfer_warm_share", "utilisation", "volume",
        ],
        Catalogue.All.Where(kpi => kpi.IsKeptIn(FacetKind.Agent)).Select(kpi => kpi.FullId).Order(StringComparer.Ordinal));

    private static Dictionary<string, Figure> Rows(string[] by, string kpi, params (string Key, string Value)[] where)
    {
        var settings = Tenants.In("UTC", "\"agentCredit\": \"shared\"");
        var date = At.Date("2026-03-02");
        var query = new KpiQuery(
            settings.Calendar.StartOfDay(date), settings.Calendar.EndOfDay(date), "", "", Grain.Total, by, [Catalogue.Find(kpi)!],
            where.ToDictionary(filter => filter.Key, filter => (IReadOnlySet<string>)new HashSet<string> { filter.Value }));
        var table = new KpiTable(query, settings);
        foreach (var (key, tally) in Recount.Of([.. Time, .. Calls.SelectMany(call => call.Frames)], settings).All)
            table.Add(key, tally);
        return table.Rows(At.Utc("2030-01-01T00:00:00Z")).ToDictionary(row => string.Join(' ', row.Keys), row => row.Figure);
    }
}
