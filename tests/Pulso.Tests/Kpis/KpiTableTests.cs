using Pulso.Events;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Kpis;

public sealed class KpiTableTests
{
    private static readonly long Later = At.Utc("2030-01-01T00:00:00Z");

    [Fact]
    public void Weeks_are_iso_weeks_from_monday_to_sunday()
    {
        var rows = Volume(
            Tenants.Defaults, Grain.Week, "2026-03-01", "2026-03-10",
            Contact("a", "2026-03-01T23:59:59Z"), Contact("b", "2026-03-02T00:00:00Z"));
        Assert.Equal(
            [("2026-02-23", "2026-03-01", 1), ("2026-03-02", "2026-03-08", 1), ("2026-03-09", "2026-03-15", null)],
            rows);
    }

    [Fact]
    public void A_week_may_begin_in_the_year_before() => Assert.Equal(
        [("2025-12-29", "2026-01-04", 2)],
        Volume(
            Tenants.Defaults, Grain.Week, "2025-12-31", "2026-01-01",
            Contact("a", "2025-12-31T09:00:00Z"), Contact("b", "2026-01-01T09:00:00Z")));

    [Fact]
    public void Months_are_whole_and_february_may_have_29_days() => Assert.Equal(
        [("2028-02-01", "2028-02-29", 1), ("2028-03-01", "2028-03-31", 1)],
        Volume(
            Tenants.Defaults, Grain.Month, "2028-02-29", "2028-03-01",
            Contact("a", "2028-02-29T23:00:00Z"), Contact("b", "2028-03-01T00:00:00Z")));

    [Fact]
    public void Days_are_business_days_in_the_zone_of_the_tenant() => Assert.Equal(
        [("2026-01-14", "2026-01-14", 1), ("2026-01-15", "2026-01-15", 1)],
        Volume(
            Tenants.In("Asia/Jerusalem"), Grain.Day, "2026-01-14", "2026-01-15",
            Contact("a", "2026-01-14T21:59:00Z"), Contact("b", "2026-01-14T22:00:00Z")));

    [Fact]
    public void Hours_are_those_of_the_wall_clock_and_exclude_their_end()
    {
        var rows = Volume(
            Tenants.In("Asia/Kathmandu", "\"intervalMinutes\": 30"), Grain.Hour, "2026-03-02", "2026-03-02",
            Contact("a", "2026-03-02T09:15:00Z"), Contact("b", "2026-03-02T10:14:59Z"), Contact("c", "2026-03-02T10:15:00Z"));
        Assert.Equal(24, rows.Count);
        Assert.Contains(("2026-03-02T09:15:00Z", "2026-03-02T10:15:00Z", 2), rows);
        Assert.Contains(("2026-03-02T10:15:00Z", "2026-03-02T11:15:00Z", 1), rows);
    }

    [Fact]
    public void Both_passes_of_a_repeated_hour_are_hours_of_their_own()
    {
        var rows = Volume(
            Tenants.In("Asia/Jerusalem"), Grain.Hour, "2026-10-25", "2026-10-25",
            Contact("a", "2026-10-24T22:30:00Z"), Contact("b", "2026-10-24T23:30:00Z"));
        Assert.Equal(25, rows.Count);
        Assert.Contains(("2026-10-24T22:00:00Z", "2026-10-24T23:00:00Z", 1), rows);
        Assert.Contains(("2026-10-24T23:00:00Z", "2026-10-25T00:00:00Z", 1), rows);
    }

    [Fact]
    public void A_skipped_hour_has_no_row() =>
        Assert.Equal(23, Volume(Tenants.In("Asia/Jerusalem"), Grain.Hour, "2026-03-27", "2026-03-27").Count);

    [Fact]
    public void Intervals_have_a_row_each_and_what_has_no_data_is_null()
    {
        var rows = Volume(Tenants.Defaults, Grain.Interval, "2026-03-02", "2026-03-02", Contact("a", "2026-03-02T09:00:00Z"));
        Assert.Equal(96, rows.Count);
        Assert.Equal(("2026-03-02T09:00:00Z", "2026-03-02T09:15:00Z", 1), Assert.Single(rows, row => row.Value is not null));
    }

    [Fact]
    public void The_total_takes_the_bounds_as_they_were_asked() => Assert.Equal(
        [("2026-03-01", "2026-03-02", 2)],
        Volume(
            Tenants.Defaults, Grain.Total, "2026-03-01", "2026-03-02",
            Contact("a", "2026-03-01T00:00:00Z"), Contact("b", "2026-03-02T23:59:59Z"), Contact("c", "2026-03-03T00:00:00Z")));

    [Fact]
    public void A_split_shows_only_keys_that_have_data_in_their_order()
    {
        var query = Query(Tenants.Defaults, Grain.Total, "2026-03-02", "2026-03-02", "volume") with { By = ["queue", "channel"] };
        var rows = Rows(query, Tenants.Defaults, Contact("a", null, "south"), Contact("b", null, "north"), Contact("c", null, "north"));
        Assert.Equal(
            [("north, voice", 2), ("south, voice", 1)], rows.Select(row => (string.Join(", ", row.Keys), row.Figure.Value!.Value)));
    }

    [Fact]
    public void A_filter_leaves_out_what_it_does_not_name()
    {
        var query = Query(Tenants.Defaults, Grain.Total, "2026-03-02", "2026-03-02", "volume") with
        {
            Where = new Dictionary<string, IReadOnlySet<string>> { ["queue"] = new HashSet<string> { "north", "(none)" } },
        };
        var rows = Rows(query, Tenants.Defaults, Contact("a", null, "south"), Contact("b", null, "north"));
        Assert.Equal(1, Assert.Single(rows).Figure.Value);
    }

    [Fact]
    public void A_formula_on_inbound_contacts_leaves_the_others_out_of_both_sides()
    {
        ContactScript Known(string subject, string direction) =>
            new ContactScript(subject).Started(0, (Field.Customer, subject), (Field.Direction, direction)).Resolved(60);
        var query = Query(Tenants.Defaults, Grain.Total, "2026-03-02", "2026-03-02", "fcr_all", "fcr_coverage", "resolution_rate");
        var rows = Rows(query, Tenants.Defaults, Known("a", "inbound"), Known("b", "outbound"), Known("c", "proactive"));
        Assert.Equal([(1m, 1m), (1m, 1m), (3m, 3m)], rows.Select(row => (row.Figure.Numerator!.Value, row.Figure.Denominator!.Value)));
    }

    [Theory]
    [InlineData("asa", "2026-03-05T21:59:59.999Z", "provisional")]
    [InlineData("asa", "2026-03-05T22:00:00Z", "final")]
    [InlineData("fcr", "2026-04-06T20:59:59.999Z", "provisional")]
    [InlineData("fcr", "2026-04-06T21:00:00Z", "final")]
    public void A_figure_is_final_once_its_days_have_passed_since_the_end_of_the_last_business_day(string kpi, string now, string status)
    {
        var settings = Tenants.In("Asia/Jerusalem");
        var row = Assert.Single(new KpiTable(Query(settings, Grain.Day, "2026-03-02", "2026-03-02", kpi), settings).Rows(At.Utc(now)));
        Assert.Equal(status, row.Status);
    }

    [Fact]
    public void A_row_names_the_versions_of_formulas_and_settings_that_made_it()
    {
        var settings = Tenants.Of(
            """{ "validFrom": "1990-01-01", "timeZone": "UTC" }""", """{ "validFrom": "2026-03-04", "timeZone": "UTC" }""");
        var days = new KpiTable(Query(settings, Grain.Day, "2026-03-03", "2026-03-04", "volume"), settings).Rows(Later);
        Assert.Equal(["1.1", "1.2"], days.Select(row => row.Definitions));
        var week = new KpiTable(Query(settings, Grain.Week, "2026-03-03", "2026-03-04", "volume"), settings).Rows(Later);
        Assert.Equal("1.1-2", Assert.Single(week).Definitions);
    }

    [Fact]
    public void The_service_level_is_the_variant_of_the_version_in_force()
    {
        var settings = Tenants.Of(
            """{ "validFrom": "1990-01-01", "timeZone": "UTC" }""",
            """{ "validFrom": "2026-03-02", "timeZone": "UTC", "serviceLevel": "answered" }""");
        var query = Query(settings, Grain.Total, "2026-03-02", "2026-03-02", "service_level", "service_level.short");
        var rows = Rows(query, settings, Contact("a").Queued(0).Answered(10), Contact("b").Queued(0).Abandoned(10));
        Assert.Equal([1.0, 0.5], rows.Select(row => row.Figure.Value!.Value));
    }

    [Fact]
    public void What_comes_after_rows_were_read_counts_in_the_next_ones()
    {
        var table = new KpiTable(Query(Tenants.Defaults, Grain.Total, "2026-03-02", "2026-03-02", "volume"), Tenants.Defaults);
        foreach (double contacts in new[] { 1.0, 2.0 })
        {
            foreach (var (key, tally) in Recount.Of(Contact("a").Frames, Tenants.Defaults).All)
                table.Add(key, tally);
            Assert.Equal(contacts, Assert.Single(table.Rows(Later)).Figure.Value);
        }
    }

    private static ContactScript Contact(string subject, string? at = null, string queue = "north") =>
        new ContactScript(subject, at ?? ContactScript.Morning).Started(0, (Field.Channel, "voice"), (Field.Queue, queue));

    private static List<(string From, string To, double? Value)> Volume(
        TenantSettings settings, Grain grain, string from, string to, params ContactScript[] contacts) =>
        [.. Rows(Query(settings, grain, from, to, "volume"), settings, contacts)
            .Select(row => (row.Period.From, row.Period.To, row.Figure.Value))];

    private static List<KpiRow> Rows(KpiQuery query, TenantSettings settings, params ContactScript[] contacts)
    {
        var table = new KpiTable(query, settings);
        foreach (var (key, tally) in Recount.Of(contacts.SelectMany(contact => contact.Frames), settings).All)
            table.Add(key, tally);
        return [.. table.Rows(Later)];
    }

    private static KpiQuery Query(TenantSettings settings, Grain grain, string from, string to, params string[] kpis) => new(
        settings.Calendar.StartOfDay(At.Date(from)), settings.Calendar.EndOfDay(At.Date(to)), from, to, grain, [],
        [.. kpis.Select(id => Catalogue.Find(id)!)], new Dictionary<string, IReadOnlySet<string>>());
}
