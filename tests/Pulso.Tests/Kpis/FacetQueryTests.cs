using Pulso.Events;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Kpis;

/// <summary>Figures by keys that not every cell has.</summary>
public sealed class FacetQueryTests
{
    [Fact]
    public void Drops_are_told_by_menu_and_option()
    {
        var rows = Rows(["menu", "option"], "menu_drop", Lost("a", "1"), Lost("b", "1"), Chosen("c", "1"), Chosen("d", "2"));
        Assert.Equal([("main 1", 2 / 3.0, 3), ("main 2", 0, 1)], rows);
    }

    [Fact]
    public void Without_their_keys_drops_are_those_of_all_menus() =>
        Assert.Equal([("", 0.25, 4)], Rows([], "menu_drop", Lost("a", "1"), Chosen("b", "1"), Chosen("c", "1"), Chosen("d", "2")));

    [Fact]
    public void Quality_is_told_by_form_and_version_and_counts_once_without_them()
    {
        var contact = new ContactScript("a").Started(0)
            .Event(EventTypes.QualityEvaluated, 10, (Field.Score, 8_000), (Field.Max, 10_000), (Field.Form, "calls"), (Field.FormVersion, "1"))
            .Event(EventTypes.QualityEvaluated, 20, (Field.Score, 3_000), (Field.Max, 5_000), (Field.Form, "calls"), (Field.FormVersion, "2"));
        Assert.Equal([("calls 1", 0.8, 1), ("calls 2", 0.6, 1)], Rows(["form", "formVersion"], "quality", contact));
        Assert.Equal([("", 11 / 15.0, 2)], Rows([], "quality", contact));
    }

    [Fact]
    public void Points_are_told_by_criterion()
    {
        var contact = new ContactScript("a").Started(0)
            .Event(EventTypes.QualityEvaluated, 10, (Field.Score, 8_000), (Field.Max, 10_000), (Field.Criteria, """{"tone":2.5,"facts":5}"""))
            .Event(EventTypes.QualityEvaluated, 20, (Field.Score, 8_000), (Field.Max, 10_000), (Field.Criteria, """{"tone":3.5}"""));
        Assert.Equal([("facts", 5, 1), ("tone", 3, 2)], Rows(["criterion"], "quality_criterion", contact));
    }

    [Fact]
    public void Points_are_told_by_agent_and_criterion()
    {
        ContactScript Evaluated(string agent, string points) => new ContactScript(agent).Started(0).Event(
            EventTypes.QualityEvaluated, 10, (Field.Agent, agent), (Field.Score, 8_000), (Field.Max, 10_000), (Field.Form, "f"), (Field.Criteria, points));
        var rows = Rows(["agent", "form", "criterion"], "quality_criterion", Evaluated("kim", """{"tone":2,"facts":5}"""), Evaluated("lee", """{"tone":3}"""));
        Assert.Equal([("kim f facts", 5, 1), ("kim f tone", 2, 1), ("lee f tone", 3, 1)], rows);
    }

    [Fact]
    public void Keys_of_different_cells_do_not_go_together()
    {
        Assert.Null(KpiQuery.KindWith(["menu", "form"]));
        Assert.Equal(FacetKind.Criterion, KpiQuery.KindWith(["form", "criterion", "channel"]));
        Assert.Equal(FacetKind.Whole, KpiQuery.KindWith(["channel"]));
    }

    [Fact]
    public void Every_kpi_is_made_of_cells_of_one_kind() => Assert.All(Catalogue.All, kpi => Assert.True(kpi.IsKeptIn(kpi.Home), kpi.FullId));

    private static ContactScript Lost(string subject, string option) => Chosen(subject, option).LeftIvr(30, "hangup");

    private static ContactScript Chosen(string subject, string option) => new ContactScript(subject).Started(0).EnteredIvr(0)
        .Event(EventTypes.IvrSelected, 10, (Field.Menu, "main"), (Field.Option, option));

    private static List<(string Keys, double Value, long N)> Rows(string[] by, string kpi, params ContactScript[] contacts)
    {
        var settings = Tenants.Defaults;
        var date = At.Date("2026-03-02");
        var query = new KpiQuery(
            settings.Calendar.StartOfDay(date), settings.Calendar.EndOfDay(date), "", "", Grain.Total, by, [Catalogue.Find(kpi)!],
            new Dictionary<string, IReadOnlySet<string>>());
        var table = new KpiTable(query, settings);
        foreach (var (key, tally) in Recount.Of(contacts.SelectMany(contact => contact.Frames), settings).All)
            table.Add(key, tally);
        return [.. table.Rows(At.Utc("2030-01-01T00:00:00Z")).Select(row => (string.Join(' ', row.Keys), row.Figure.Value!.Value, row.Figure.N))];
    }
}
