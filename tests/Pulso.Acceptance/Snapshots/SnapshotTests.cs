using System.Globalization;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Snapshots;

/// <summary>The files that BI tools read, published by request.</summary>
[Collection(WithSharedApp.Name)]
public sealed class SnapshotTests(SharedApp shared)
{
    private static readonly string[] Days = ["2026-03-02", "2026-03-03", "2026-03-04"];

    [Fact]
    public async Task A_late_event_restates_exactly_the_day_that_it_changes()
    {
        using var tenant = await shared.TenantAsync();
        await tenant.ReplayAsync(Days.SelectMany((day, number) => Calls.Solved($"call-{number}", day, customer: $"customer-{number}")));
        await tenant.DrainAsync();
        var before = await PublishAsync(tenant);

        await tenant.ReplayAsync([
            Calls.Event("contact.abandoned", "call-late", "2026-03-03T12:00:00Z", "\"channel\":\"voice\""),
            Calls.Event("contact.closed", "call-late", "2026-03-03T12:00:00Z")]);
        await tenant.DrainAsync();
        var after = await PublishAsync(tenant);

        Assert.Empty(before.Restated);
        Assert.Equal(["2026-03-03"], after.Restated);
        Assert.Equal(
            [
                "v1/fact_contact/date=2026-03-03/part-0.csv", "v1/fact_interval/date=2026-03-03/part-0.csv", "v1/fact_restatement/date=2026-03-03/part-0.csv",
                "v1/kpi_daily/date=2026-03-03/part-0.csv", "v1/kpi_monthly/month=2026-03/part-0.csv", "v1/kpi_weekly/week=2026-W10/part-0.csv", "v1/label_audit/month=2026-03/part-0.csv", "v1/manifest.json", "v1/reason_pareto/month=2026-03/part-0.csv",
            ],
            after.Files.Where(file => !file.Value.SequenceEqual(before.Files.GetValueOrDefault(file.Key) ?? [])).Select(file => file.Key)
                .Where(path => !path.Contains("/part-1", StringComparison.Ordinal) && !path.Contains("/part-2", StringComparison.Ordinal))); // the timer may have closed the week
    }

    [Fact]
    public async Task Published_again_without_a_change_the_bytes_are_the_same_and_keep_their_instant()
    {
        using var tenant = await shared.TenantAsync();
        await tenant.ReplayAsync(Days.SelectMany((day, number) => Calls.Solved($"call-{number}", day)));
        await tenant.DrainAsync();

        var first = await PublishAsync(tenant);
        var second = await PublishAsync(tenant);

        second.IsTheSameAs(first);
        Assert.Empty(second.Restated);
        Assert.Equal($"{first.Manifest["files"]}", $"{second.Manifest["files"]}");
    }

    [Fact]
    public async Task What_happens_today_is_provisional_and_what_is_long_over_is_final()
    {
        using var tenant = await shared.TenantAsync("Pacific/Kiritimati", "\"mutableDays\": 5");
        var now = TimeProvider.System.GetUtcNow();
        string today = $"{now.AddHours(14):yyyy-MM-dd}";
        await tenant.ReplayAsync(
        [
            .. Calls.Solved("old"),
            Calls.Event("contact.started", "new", now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), "\"channel\":\"voice\""),
        ]);
        await tenant.DrainAsync();

        foreach (string day in new[] { "2026-03-02", today })
            await tenant.SnapshotAsync(Date(day));
        var files = await Exported.OfAsync(tenant);

        Assert.Equal(["provisional"], files.Table("kpi_daily", today).Rows.Select(row => row["status"]).Distinct());
        Assert.Equal(["final"], files.Table("kpi_daily", "2026-03-02").Rows.Select(row => row["status"]).Distinct());
    }

    [Fact]
    public async Task Goals_stand_beside_the_figures_they_are_for()
    {
        using var tenant = await shared.TenantAsync(more: """
            "goals": [
              { "kpi": "service_level", "target": 0.8, "warn": 0.75 },
              { "kpi": "service_level", "channel": "voice", "queue": "sales", "target": 0.9, "warn": 0.85 },
              { "kpi": "asa", "channel": "voice", "target": 20, "validTo": "2026-03-02" },
              { "kpi": "aht", "target": 300, "validFrom": "2026-03-03" } ]
            """);
        await tenant.ReplayAsync(Days.Take(2).SelectMany((day, number) => Calls.Solved($"call-{number}", day)));
        await tenant.DrainAsync();

        var files = await PublishAsync(tenant);

        Assert.Equal(("0.8", "0.75"), Goal("2026-03-02", "total", "service_level"));
        Assert.Equal(("0.8", "0.75"), Goal("2026-03-02", "channel", "service_level"));
        Assert.Equal(("0.9", "0.85"), Goal("2026-03-02", "queue", "service_level"));
        Assert.Equal(("", ""), Goal("2026-03-02", "total", "asa"));
        Assert.Equal(("20", ""), Goal("2026-03-02", "channel", "asa"));
        Assert.Equal(("20", ""), Goal("2026-03-02", "queue", "asa"));
        Assert.Equal(("", ""), Goal("2026-03-03", "channel", "asa"));
        Assert.Equal(("", ""), Goal("2026-03-02", "total", "aht"));
        Assert.Equal(("300", ""), Goal("2026-03-03", "queue", "aht"));

        (string Target, string Warn) Goal(string day, string level, string kpi)
        {
            var row = files.Table("kpi_daily", day).Rows.Single(row => row["level"] == level && row["kpi"] == kpi && row["variant"].Length == 0);
            return (row["target"], row["warn"]);
        }
    }

    [Fact]
    public async Task The_schema_tells_the_columns_of_every_file()
    {
        using var tenant = await shared.TenantAsync(more: """
            "sla": [ { "clock": "resolution", "target": "PT1H" } ], "goals": [ { "kpi": "fcr", "target": 0.8 } ]
            """);
        await tenant.ReplayAsync(Calls.Solved("call").Concat([
            State("available", "2026-03-02T08:00:00Z"), State("offline", "2026-03-02T16:00:00Z"),
            $$"""{"specversion":"1.0","id":"profile","source":"{{Calls.Source}}","type":"agent.profiled","time":"2026-03-01T00:00:00Z","data":{"agent":"eve","team":"a"} }""",
            Calls.Event("ivr.selected", "open", "2026-03-02T09:00:00Z", "\"menu\":\"main\",\"option\":\"1\""),
            Calls.Event("quality.evaluated", "call", "2026-03-02T10:00:00Z", "\"score\":8,\"max\":10,\"form\":\"calls\",\"criteria\":{\"tone\":4}"),
            Calls.Event("survey.answered", "call", "2026-03-02T10:00:00Z", "\"survey\":\"s\",\"kind\":\"csat\",\"score\":5,\"min\":1,\"max\":5"),
            $$"""{"specversion":"1.0","id":"note","source":"{{Calls.Source}}","type":"annotation.added","time":"2026-03-02T00:00:00Z","data":{"text":"n","kind":"note"} }"""]));
        await tenant.DrainAsync();
        await PublishAsync(tenant);
        await tenant.ReplayAsync(Calls.Solved("late"));
        await tenant.DrainAsync();

        var files = await PublishAsync(tenant);

        var tables = files.Schema["tables"]!.AsArray();
        Assert.NotEmpty(tables);
        foreach (var table in tables)
        {
            var columns = table!["columns"]!.AsArray();
            Assert.Equal(columns.Select(column => $"{column!["name"]}"), files.Table(Path($"{table["path"]}")).Header);
            Assert.Equal("tenant", $"{columns[0]!["name"]}");
            Assert.All(columns, column => Assert.Contains($"{column!["type"]}", new[] { "text", "date", "instant", "integer", "number" }));
        }
        Assert.All(files.Table("fact_interval", "2026-03-02").Rows, row => Assert.Equal(tenant.Name, row["tenant"]));
    }

    /// <summary>The file of a table that holds 2 March.</summary>
    private static string Path(string table) => table
        .Replace("week=…", "week=2026-W10", StringComparison.Ordinal).Replace("month=…", "month=2026-03", StringComparison.Ordinal).Replace("…", "2026-03-02", StringComparison.Ordinal);

    private static string State(string state, string time) => $$"""
        {"specversion":"1.0","id":"{{state}}","source":"{{Calls.Source}}","type":"agent.state","time":"{{time}}","data":{"agent":"eve","state":"{{state}}"} }
        """;

    [Fact]
    public async Task A_queue_with_every_separator_in_its_name_is_quoted_and_comes_back_whole()
    {
        using var tenant = await shared.TenantAsync();
        const string Queue = "a, \\\"b\\\"; c/d";
        await tenant.ReplayAsync(Calls.Solved("call", queue: Queue));
        await tenant.DrainAsync();

        var rows = (await PublishAsync(tenant)).Table("fact_interval", "2026-03-02").Rows;

        Assert.Equal(["a, \"b\"; c/d"], rows.Select(row => row["queue"]).Distinct());
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("20260302")]
    [InlineData("yesterday")]
    public async Task Only_a_date_can_be_published(string date)
    {
        using var tenant = await shared.TenantAsync();

        Assert.Equal(400, (await tenant.PostAsync($"snapshots/{date}")).Status);
    }

    [Fact]
    public async Task Nothing_but_what_was_published_can_be_downloaded()
    {
        using var tenant = await shared.TenantAsync();
        Assert.Equal(404, (await tenant.GetAsync("exports/v1/manifest.json")).Status);
        await tenant.ReplayAsync(Calls.Solved("call"));
        await tenant.DrainAsync();
        await PublishAsync(tenant);

        string settings = $"config/{tenant.Name}.json";
        foreach (string path in new[] { "", "v1", "v1/none.csv", $"../{settings}", $"..\\{settings}", $"v1/../../{settings}", $"/{settings}" })
        {
            string once = Uri.EscapeDataString(path);
            foreach (string written in new[] { once, Uri.EscapeDataString(once), once.Replace(".", "%2e", StringComparison.Ordinal) })
                Assert.Equal(404, (await tenant.GetAsync($"exports/{written}")).Status);
        }
    }

    private static async Task<Exported> PublishAsync(Tenant tenant)
    {
        foreach (string day in Days)
            await tenant.SnapshotAsync(Date(day));
        return await Exported.OfAsync(tenant);
    }

    private static DateOnly Date(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
