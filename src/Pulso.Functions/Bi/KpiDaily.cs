using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Functions.Bi;

/// <summary>Every KPI of a business day at three levels: queue, channel and total; inbound contacts only.</summary>
public static class KpiDaily
{
    private const string AllOfThem = "*";

    public static readonly BiTable Table = new("kpi_daily", "date",
    [
        new("tenant", "text"), new("period_start", "date"), new("period_end", "date"), new("level", "text"), new("channel", "text"),
        new("queue", "text"), new("kpi", "text"), new("variant", "text"), new("value", "number"), new("numerator", "number"),
        new("denominator", "number"), new("n", "integer", Unit: "count"), new("unit", "text"), new("currency", "text"),
        new("target", "number"), new("warn", "number"), new("status", "text"), new("definitions", "text"),
    ]);

    private static readonly (string Name, string[] By)[] Levels = [("total", []), ("channel", ["channel"]), ("queue", ["channel", "queue"])];

    private static readonly Dictionary<string, IReadOnlySet<string>> Inbound =
        new() { ["direction"] = new HashSet<string> { Contact.Inbound } };

    /// <param name="opening">What was open when the day began.</param>
    public static CsvFile File(TenantSettings settings, DateOnly date, Cells cells, Cells opening, long nowMs) =>
        CsvFile.Of(Table, CsvFile.Text(date), Levels.SelectMany(level => Rows(settings, date, level.Name, level.By, [opening, cells], nowMs)));

    /// <summary>The next instant at which a row's status changes by the passing of time alone; null when all are final.</summary>
    public static long? NextStatusChange(TenantSettings settings, DateOnly date, long nowMs)
    {
        var version = settings.On(date);
        var changes = Catalogue.All.Select(kpi => settings.Calendar.EndOfDay(date.AddDays(Catalogue.SettlesAfterDays(kpi, version))))
            .Where(instant => instant > nowMs).ToList();
        return changes.Count == 0 ? null : changes.Min();
    }

    private static IEnumerable<string[]> Rows(TenantSettings settings, DateOnly date, string level, string[] by, Cells[] cells, long nowMs)
    {
        string day = CsvFile.Text(date);
        var table = new KpiTable(
            new KpiQuery(settings.Calendar.StartOfDay(date), settings.Calendar.EndOfDay(date), day, day, Grain.Day, by, Catalogue.All, Inbound), settings);
        foreach (var (key, tally) in cells.SelectMany(some => some.All))
            table.Add(key, tally);
        foreach (var row in table.Rows(nowMs).Where(row => row.Figure.Value is not null))
        {
            string channel = row.Keys.ElementAtOrDefault(0) ?? AllOfThem;
            string queue = row.Keys.ElementAtOrDefault(1) ?? AllOfThem;
            var goal = settings.On(date).GoalFor(row.Kpi.FullId, channel, queue, date);
            yield return
            [
                settings.Tenant, row.Period.From, row.Period.To, level, channel, queue, row.Kpi.Id, row.Kpi.Variant, CsvFile.Text(row.Figure.Value),
                CsvFile.Text(row.Figure.Numerator), CsvFile.Text(row.Figure.Denominator), CsvFile.Text(row.Figure.N), row.Kpi.UnitText, row.Kpi.Unit == Unit.Money ? settings.On(date).Currency : "",
                CsvFile.Text(goal?.Target), CsvFile.Text(goal?.Warn), row.Status, row.Definitions,
            ];
        }
    }
}
