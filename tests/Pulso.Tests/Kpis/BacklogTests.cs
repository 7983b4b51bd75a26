using Pulso.Events;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Kpis;

/// <summary>What is open as of an instant comes from events alone: nothing that happens later changes it.</summary>
public sealed class BacklogTests
{
    private const double Day = 86_400;
    private static readonly long Later = At.Utc("2030-01-01T00:00:00Z");

    [Fact]
    public void It_holds_what_has_started_and_is_neither_closed_nor_solved() => Assert.Equal(
        [2.0, 1.0, 0.0, null],
        Days("backlog", "2026-03-02", "2026-03-05", Contact("a").Closed(Day), Contact("b").Resolved(2 * Day)));

    [Fact]
    public void What_is_reopened_is_open_again() => Assert.Equal(
        [0.0, 1.0, 0.0],
        Days("backlog", "2026-03-02", "2026-03-04", Contact("a").Resolved(60).Reopened(Day).Closed(2 * Day), Contact("b", "2026-03-04T08:00:00Z").Closed(0)));

    [Fact]
    public void An_unsolved_resolution_ends_nothing() =>
        Assert.Equal([1.0], Days("backlog", "2026-03-02", "2026-03-02", Contact("a").Unsolved(60)));

    [Fact]
    public void What_started_before_the_range_is_in_it() =>
        Assert.Equal([1.0], Days("backlog", "2026-03-20", "2026-03-20", Contact("a")));

    [Fact]
    public void Past_days_do_not_change_because_todays_state_did()
    {
        var before = Days("backlog", "2026-03-02", "2026-03-03", Contact("a"));
        var after = Days("backlog", "2026-03-02", "2026-03-03", Contact("a").Resolved(2 * Day).Closed(2 * Day));
        Assert.Equal(before, after);
    }

    [Fact]
    public void A_queue_that_is_learnt_today_moves_nothing_in_a_backlog_of_yesterday()
    {
        var rows = Rows(
            Query("2026-03-02", "2026-03-03", ["queue"], "backlog"), Tenants.Defaults,
            Contact("a").Event(EventTypes.ContactTransferred, Day, (Field.Queue, "south")));
        Assert.Equal([("north", "2026-03-02", 1.0), ("south", "2026-03-03", 1.0)], rows.Where(row => row.Figure.Value > 0).Select(row => (row.Keys[0], row.Period.From, row.Figure.Value!.Value)));
    }

    [Fact]
    public void Its_age_is_exact_and_counts_from_the_start()
    {
        ContactScript[] contacts = [Contact("a", "2026-03-02T23:59:59.999Z"), Contact("b", "2026-03-02T12:00:00Z"), Contact("c", "2026-03-01T12:00:00Z")];
        Assert.Equal([12 * 3_600.0], Days("backlog_age_p50", "2026-03-02", "2026-03-02", contacts));
        Assert.Equal([36 * 3_600.0], Days("backlog_age_p90", "2026-03-02", "2026-03-02", contacts));
        Assert.Equal([0.001], Days("backlog_age_p50", "2026-03-02", "2026-03-02", contacts[0]));
    }

    [Fact]
    public void Of_a_running_period_it_is_as_of_now()
    {
        var query = Query("2026-03-02", "2026-03-03", [], "backlog", "backlog_age_p50");
        var rows = Rows(query, Tenants.Defaults, At.Utc("2026-03-02T10:00:00Z"), Contact("a"));
        Assert.Equal([1.0, 3_600.0, null, null], rows.Select(row => row.Figure.Value));
    }

    [Fact]
    public void Nothing_known_is_no_data_and_not_0() => Assert.Equal([null], Days("backlog", "2026-03-02", "2026-03-02"));

    [Fact]
    public void A_balance_and_the_flows_since_tell_what_all_flows_do() => Law.ForStreams((stream, random) =>
    {
        var cells = Recount.Of(stream.Frames, stream.Settings);
        var dates = cells.All.Select(cell => cell.Key.Date).Distinct().Order().ToList();
        var cut = dates[random.Next(dates.Count)];
        var (before, since) = (new Cells(), new Cells());
        foreach (var (key, tally) in cells.All)
            (key.Date < cut ? before : since).Add(key, tally);
        since.Add(Balance.Of(new Cells(), Cells.Decode(before.Encode())));
        long from = stream.Settings.Calendar.StartOfDay(cut);
        long to = stream.Settings.Calendar.EndOfDay(dates[^1]);
        var query = new KpiQuery(
            from, to, "", "", Grain.Hour, ["queue", "priority"], [.. Ids.Select(id => Catalogue.Find(id)!)], new Dictionary<string, IReadOnlySet<string>>());
        Assert.Equal(Values(query, stream.Settings, cells), Values(query, stream.Settings, since));
    });

    private static readonly string[] Ids = ["backlog", "backlog_age_p50", "backlog_age_p90"];

    private static List<(long, string, double?)> Values(KpiQuery query, TenantSettings settings, Cells cells)
    {
        var table = new KpiTable(query, settings);
        foreach (var (key, tally) in cells.All)
            table.Add(key, tally);
        return [.. table.Rows(Later).Select(row => (row.Period.Order, string.Join(' ', row.Keys), row.Figure.Value))];
    }

    private static ContactScript Contact(string subject, string at = ContactScript.Morning) =>
        new ContactScript(subject, at).Started(0, (Field.Channel, "helpdesk"), (Field.Queue, "north"));

    private static List<double?> Days(string kpi, string from, string to, params ContactScript[] contacts) =>
        [.. Rows(Query(from, to, [], kpi), Tenants.Defaults, Later, contacts).Select(row => row.Figure.Value)];

    private static List<KpiRow> Rows(KpiQuery query, TenantSettings settings, params ContactScript[] contacts) => Rows(query, settings, Later, contacts);

    private static List<KpiRow> Rows(KpiQuery query, TenantSettings settings, long nowMs, params ContactScript[] contacts)
    {
        var table = new KpiTable(query, settings);
        foreach (var (key, tally) in Recount.Of(contacts.SelectMany(contact => contact.Frames), settings).All)
            table.Add(key, tally);
        return [.. table.Rows(nowMs)];
    }

    private static KpiQuery Query(string from, string to, string[] by, params string[] kpis) => new(
        Tenants.Defaults.Calendar.StartOfDay(At.Date(from)), Tenants.Defaults.Calendar.EndOfDay(At.Date(to)), from, to, Grain.Day, by,
        [.. kpis.Select(id => Catalogue.Find(id)!)], new Dictionary<string, IReadOnlySet<string>>());
}
