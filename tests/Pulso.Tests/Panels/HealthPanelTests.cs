using Pulso.Alerts;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Panels;
using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Panels;

public sealed class HealthPanelTests
{
    private const string Goals = """
        "minimumSample": 2, "goals": [
            { "kpi": "asa", "target": 20, "warn": 40 },
            { "kpi": "asa", "channel": "chat", "target": 10 },
            { "kpi": "asa", "channel": "chat", "queue": "vip", "target": 5 },
            { "kpi": "service_level", "target": 0.8, "warn": 0.7, "validTo": "2026-03-08" } ]
        """;

    private static readonly TenantSettings Settings = Tenants.In("UTC", Goals);
    private static readonly DateOnly Monday = new(2026, 3, 9);

    [Fact]
    public void The_seven_cards_are_those_of_the_article() => Assert.Equal(
        ["asa", "service_level", "abandonment_rate", "aht", "fcr", "csat", "cost_per_contact"], HealthPanel.Cards.Select(kpi => kpi.FullId));

    [Fact]
    public void A_card_shows_the_whole_day_and_compares_what_is_over_with_the_same_hours_a_week_before()
    {
        var panel = Of("2026-03-09T10:20:00Z", Call("now", "2026-03-09T09:00:00Z", 10), Call("running", "2026-03-09T10:16:00Z", 60),
            Call("then", "2026-03-02T09:00:00Z", 30), Call("then, later", "2026-03-02T10:15:00Z", 500));

        var asa = Card(panel, "asa");

        Assert.Equal(35, asa.Row.Figure.Value);
        Assert.Equal((10, 30, -20), (asa.Change!.Row.Figure.Value, asa.Change.Before.Figure.Value, asa.Change.Value));
        Assert.Equal(("2026-03-02T00:00:00Z", "2026-03-02T10:15:00Z"), (asa.Change.Before.Period.From, asa.Change.Before.Period.To));
    }

    [Fact]
    public void A_day_that_is_over_is_compared_whole()
    {
        var panel = Of("2026-03-12T00:00:00Z", Call("now", "2026-03-09T23:50:00Z", 10), Call("then", "2026-03-02T23:50:00Z", 30));
        Assert.Equal(-20, Card(panel, "asa").Change!.Value);
    }

    [Fact]
    public void Where_either_day_has_no_data_there_is_no_change_and_not_a_change_from_0()
    {
        var panel = Of("2026-03-12T00:00:00Z", Call("now", "2026-03-09T09:00:00Z", 10));
        Assert.Null(Card(panel, "asa").Change!.Value);
        Assert.Null(Card(panel, "csat").Row.Figure.Value);
    }

    [Fact]
    public void In_the_first_interval_of_a_day_nothing_is_over_yet() => Assert.Null(Card(Of("2026-03-09T00:10:00Z"), "asa").Change);

    [Theory]
    [InlineData("2026-03-27", "2026-03-27T09:00:00Z", "2026-03-20T10:00:00Z")] // the clocks went forward at 2 in the night: 12:00 is 9 hours after midnight less one
    [InlineData("2026-10-25", "2026-10-25T10:00:00Z", "2026-10-18T09:00:00Z")] // and back
    public void The_same_hours_are_those_of_the_wall_clock(string date, string now, string before)
    {
        var settings = Tenants.In("Asia/Jerusalem");
        var panel = new HealthPanel(new PanelScope(At.Date(date), Everything), Catalogue.Find("asa")!, false, settings, At.Utc(now));
        Assert.Equal(before, panel.CardRows()[0].Change!.Before.Period.To);
    }

    [Fact]
    public void A_card_has_28_days_and_those_without_data_have_no_value()
    {
        var days = Card(Of("2026-03-12T00:00:00Z", Call("first", "2026-02-10T09:00:00Z", 10), Call("too early", "2026-02-09T09:00:00Z", 99)), "asa").Days;
        Assert.Equal(28, days.Count);
        Assert.Equal([10, null], [days[0].Figure.Value, days[^1].Figure.Value]);
    }

    [Theory]
    [InlineData(20, GoalLevel.Met)]
    [InlineData(21, GoalLevel.Warned)]
    [InlineData(40, GoalLevel.Warned)]
    [InlineData(41, GoalLevel.Missed)]
    public void A_value_on_a_bound_is_on_its_good_side(int seconds, GoalLevel level)
    {
        var asa = Card(Of("2026-03-12T00:00:00Z", Call("one", "2026-03-09T09:00:00Z", seconds), Call("two", "2026-03-09T09:00:00Z", seconds)), "asa");
        Assert.Equal((level, seconds - 20.0), (asa.Level, asa.Gap));
    }

    [Fact]
    public void A_value_of_too_few_stands_nowhere() =>
        Assert.Null(Card(Of("2026-03-12T00:00:00Z", Call("one", "2026-03-09T09:00:00Z", 10)), "asa").Level);

    [Theory]
    [InlineData("", 30, GoalLevel.Missed)]
    [InlineData(", \"better\": \"higher\"", 30, GoalLevel.Met)]
    [InlineData(", \"warn\": 40", 30, GoalLevel.Warned)]
    [InlineData(", \"warn\": 10", 15, GoalLevel.Warned)]
    public void A_card_stands_to_its_goal_as_alerts_say_by_the_side_that_the_goal_calls_good(string more, double seconds, GoalLevel level)
    {
        var settings = Tenants.In("UTC", $$"""
            "minimumSample": 1, "goals": [ { "kpi": "asa", "target": 20{{more}} } ]
            """);
        var row = new KpiRow(new Period(0, "", "", default, default, 0), [], Catalogue.Find("asa")!, Figure.None with { Value = seconds }, false, "final", "1.1");
        Assert.Equal(level, HealthCard.LevelOf(row, Assert.Single(settings.Versions[0].Goals)));
    }

    [Fact]
    public void The_goal_is_the_closest_to_what_is_shown_and_in_force_on_the_day()
    {
        Assert.Equal(20, Card(Of("2026-03-12T00:00:00Z"), "asa").Goal!.Target);
        Assert.Equal(10, Card(Drilled("2026-03-12T00:00:00Z", ("channel", "chat")), "asa").Goal!.Target);
        Assert.Equal(5, Card(Drilled("2026-03-12T00:00:00Z", ("channel", "chat"), ("queue", "vip")), "asa").Goal!.Target);
        Assert.Null(Card(Of("2026-03-12T00:00:00Z"), "service_level").Goal);
    }

    [Fact]
    public void One_looks_into_the_channel_first_then_queue_reason_and_priority()
    {
        Assert.Equal("channel", Scope().NextKey);
        Assert.Equal("queue", Scope(("channel", "chat")).NextKey);
        Assert.Equal("reason", Scope(("channel", "chat"), ("queue", "vip")).NextKey);
        Assert.Equal("priority", Scope(("channel", "chat"), ("queue", "vip"), ("reason", "bill")).NextKey);
        Assert.Null(Scope(("channel", "chat"), ("queue", "vip"), ("reason", "bill"), ("priority", "1")).NextKey);
    }

    [Fact]
    public void The_next_level_has_a_row_for_each_value_the_largest_first()
    {
        var panel = Of("2026-03-12T00:00:00Z", Call("one", "2026-03-09T09:00:00Z", 10, "chat"), Call("two", "2026-03-09T09:00:00Z", 20), Call("three", "2026-03-09T09:00:00Z", 40));
        Assert.Equal([("voice", 2, 30), ("chat", 1, 10)], panel.Level().Select(rows => (rows[0].Keys[0], rows[0].Figure.Value!.Value, rows[1].Figure.Value!.Value)));
    }

    [Fact]
    public void The_heat_map_adds_up_the_same_weekday_and_time_of_four_weeks()
    {
        var panel = Of("2026-03-12T00:00:00Z", Call("one", "2026-03-09T09:00:00Z", 10), Call("two", "2026-03-02T09:14:59Z", 20), Call("three", "2026-03-09T09:15:00Z", 70),
            Call("five weeks before", "2026-02-02T09:00:00Z", 999));
        Assert.Equal(
            [(DayOfWeek.Monday, "09:00", 15.0, 2L), (DayOfWeek.Monday, "09:15", 70.0, 1L)],
            panel.Heat().Select(field => (field.Weekday, field.Time, field.Figure.Value!.Value, field.Figure.N)));
    }

    [Fact]
    public void By_the_hour_its_slots_are_hours() => Assert.Equal(
        [("09:00", 40.0)],
        Of("2026-03-12T00:00:00Z", byHour: true, Call("one", "2026-03-09T09:00:00Z", 10), Call("three", "2026-03-09T09:15:00Z", 70)).Heat().Select(field => (field.Time, field.Figure.Value!.Value)));

    private static readonly Dictionary<string, IReadOnlySet<string>> Everything = [];

    private static PanelScope Scope(params (string Key, string Value)[] where) =>
        new(Monday, where.ToDictionary(item => item.Key, item => (IReadOnlySet<string>)new HashSet<string> { item.Value }));

    private static HealthCard Card(HealthPanel panel, string kpi) => panel.CardRows().Single(card => card.Row.Kpi.FullId == kpi);

    private static ContactScript Call(string name, string at, double wait, string channel = "voice") =>
        new ContactScript(name, at).Started(0, (Pulso.Events.Field.Channel, channel), (Pulso.Events.Field.Queue, "sales")).Queued(0).Answered(wait, "kim");

    private static HealthPanel Of(string now, params ContactScript[] contacts) => Of(now, byHour: false, contacts);

    private static HealthPanel Of(string now, bool byHour, params ContactScript[] contacts)
    {
        var panel = new HealthPanel(Scope(), Catalogue.Find("asa")!, byHour, Settings, At.Utc(now));
        var partition = new Partition(Settings);
        partition.Deliver([.. contacts.SelectMany(contact => contact.Frames)]);
        foreach (var (key, tally) in partition.Cells.All)
            panel.Add(key, tally);
        return panel;
    }

    private static HealthPanel Drilled(string now, params (string Key, string Value)[] where) => new(Scope(where), Catalogue.Find("asa")!, false, Settings, At.Utc(now));
}
