using Pulso.Events;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Kpis;

/// <summary>Figures by the arm of an experiment, and the arms against each other.</summary>
public sealed class VariantTests
{
    [Fact]
    public void Contacts_with_a_variant_count_once_in_all_and_once_in_their_arm()
    {
        ContactScript[] contacts = [.. Contacts("new", 2, 1), .. Contacts("old", 3, 3), new ContactScript("none").Started(0)];
        Assert.Equal([("new", 2.0), ("old", 3.0)], Rows("volume", ["variant"], contacts).Select(row => (row.Keys[0], row.Figure.Value!.Value)));
        Assert.Equal(6, Rows("volume", [], contacts).Single().Figure.Value);
    }

    [Fact]
    public void What_only_the_customer_decides_is_in_the_arm_too() =>
        Assert.Equal([0.5, 1.0], Rows("fcr", ["variant"], [.. Contacts("new", 2, 1), .. Contacts("old", 3, 3)]).Select(row => row.Figure.Value!.Value));

    [Fact]
    public void Surveys_of_a_contact_are_in_its_arm() => Assert.Equal(
        [("new", 1.0)],
        Rows("csat", ["variant"], new ContactScript("a").Started(0, (Field.Variant, "new")).Satisfied(5)).Select(row => (row.Keys[0], row.Figure.Value!.Value)));

    [Fact]
    public void The_last_known_variant_counts() => Assert.Equal(
        ["new"],
        Rows("volume", ["variant"], new ContactScript("a").Started(0, (Field.Variant, "old")).Classified(5, (Field.Variant, "new"))).Select(row => row.Keys[0]));

    [Fact]
    public void Percentiles_are_told_by_variant_and_the_backlog_is_not()
    {
        Assert.True(Catalogue.Find("wait_p90")!.IsKeptIn(FacetKind.Variant));
        Assert.False(Catalogue.Find("backlog")!.IsKeptIn(FacetKind.Variant));
        Assert.False(Catalogue.Find("cost_per_contact")!.IsKeptIn(FacetKind.Variant));
    }

    [Fact]
    public void Two_shares_differ_with_the_interval_that_Newcombe_published()
    {
        var difference = Assert.Single(Differences("fcr", null, [.. Contacts("control", 80, 48), .. Contacts("candidate", 70, 56)]));
        Assert.Equal(("candidate", "control"), (difference.Row.Keys[0], difference.Against));
        Assert.Equal((0.2, 150), (Math.Round(difference.Row.Figure.Value!.Value, 12), difference.Row.Figure.N));
        Assert.Equal((0.0524, 0.3339), (Math.Round(difference.Row.Figure.Low!.Value, 4), Math.Round(difference.Row.Figure.High!.Value, 4)));
    }

    [Fact]
    public void The_baseline_is_the_one_that_is_asked_for_else_control_else_the_first_by_name()
    {
        ContactScript[] contacts = [.. Contacts("b", 4, 2), .. Contacts("a", 4, 4), .. Contacts("c", 4, 1)];
        Assert.Equal([("b", "a"), ("c", "a")], Differences("fcr", null, contacts).Select(one => (one.Row.Keys[0], one.Against)));
        Assert.Equal([("a", "c"), ("b", "c")], Differences("fcr", "c", contacts).Select(one => (one.Row.Keys[0], one.Against)));
        Assert.Empty(Differences("fcr", "nobody", contacts));
    }

    [Fact]
    public void Means_differ_without_an_interval()
    {
        var figure = Assert.Single(Differences("asa", null, Call("a", "old", 10), Call("b", "new", 4))).Row.Figure;
        Assert.Equal((6.0, null, null), (figure.Value, figure.Low, figure.High)); // the first by name is "new"
    }

    private static ContactScript Call(string subject, string variant, double wait) =>
        new ContactScript(subject).Started(0, (Field.Variant, variant)).Queued(0).Answered(wait);

    /// <summary>Solved contacts of one variant, of which so many were not reopened.</summary>
    private static IEnumerable<ContactScript> Contacts(string variant, int count, int good) => Enumerable.Range(0, count).Select(i =>
    {
        var contact = new ContactScript($"{variant}-{i}").Started(0, (Field.Variant, variant), (Field.Customer, $"{variant}-{i}")).Resolved(60);
        return i < good ? contact : contact.Reopened(90);
    });

    private static List<VariantDifference> Differences(string kpi, string? baseline, params ContactScript[] contacts) =>
        [.. VariantTable.Of(Query(kpi, ["variant"]), Rows(kpi, ["variant"], contacts), baseline)];

    private static List<KpiRow> Rows(string kpi, string[] by, params ContactScript[] contacts)
    {
        var table = new KpiTable(Query(kpi, by), Tenants.Defaults);
        foreach (var (key, tally) in Recount.Of(contacts.SelectMany(contact => contact.Frames), Tenants.Defaults).All)
            table.Add(key, tally);
        return [.. table.Rows(At.Utc("2030-01-01T00:00:00Z"))];
    }

    private static KpiQuery Query(string kpi, string[] by) => new(
        Tenants.Defaults.Calendar.StartOfDay(At.Date("2026-03-02")), Tenants.Defaults.Calendar.EndOfDay(At.Date("2026-03-02")), "", "", Grain.Total, by,
        [Catalogue.Find(kpi)!], new Dictionary<string, IReadOnlySet<string>>());
}
