using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Functions.Bi.Tables;

/// <summary>Every KPI of one period at three levels: queue, channel and total; inbound contacts only.</summary>
public sealed class KpiFigures
{
    private const string AllOfThem = "*";

    private static readonly IReadOnlyList<Column> Columns =
    [
        new("tenant", "text"), new("period_start", "date"), new("period_end", "date"), new("level", "text"), new("channel", "text"),
        new("queue", "text"), new("kpi", "text"), new("variant", "text"), new("value", "number"), new("numerator", "number"),
        new("denominator", "number"), new("n", "integer", Unit: "count"), new("unit", "text"), new("currency", "text"),
        new("target", "number"), new("warn", "number"), new("status", "text"), new("definitions", "text"),
    ];

    public static readonly BiTable Daily = new("kpi_daily", "date", Columns);
    public static readonly BiTable Weekly = new("kpi_weekly", "week", Columns);
    public static readonly BiTable Monthly = new("kpi_monthly", "month", Columns);

    private static readonly (string Name, string[] By)[] Levels = [("total", []), ("channel", ["channel"]), ("queue", ["channel", "queue"])];

    private static readonly Dictionary<string, IReadOnlySet<string>> Inbound =
        new() { ["direction"] = new HashSet<string> { Contact.Inbound } };

    private readonly TenantSettings settings;
    private readonly BusinessPeriod period;
    private readonly List<(string Level, KpiTable Table)> tables;

    public KpiFigures(TenantSettings settings, BusinessPeriod period)
    {
        this.settings = settings;
        this.period = period;
        var (from, to) = (settings.Calendar.StartOfDay(period.FirstDay), settings.Calendar.EndOfDay(period.LastDay));
        tables = [.. Levels.Select(level => (level.Name, new KpiTable(
            new KpiQuery(from, to, CsvFile.Text(period.FirstDay), CsvFile.Text(period.LastDay), period.Grain, level.By, Catalogue.All, Inbound), settings)))];
    }

    /// <summary>The table that a period's figures are a file of.</summary>
    public static BiTable TableOf(Grain grain) => grain switch
    {
        Grain.Day => Daily,
        Grain.Week => Weekly,
        _ => Monthly,
    };

    /// <summary>Adds a cell of the period, or of the balance by its end.</summary>
    public void Add(CellKey key, Tally tally)
    {
        foreach (var (_, table) in tables)
            table.Add(key, tally);
    }

    /// <summary>The rows with a value.</summary>
    public IEnumerable<string[]> Rows(long nowMs) => tables.SelectMany(level => Rows(level.Level, level.Table, nowMs));

    /// <summary>The next instant at which a row's status changes by the passing of time alone; null when all are final.</summary>
    /// <param name="lastDay">The last business day of the period.</param>
    public static long? NextStatusChange(TenantSettings settings, DateOnly lastDay, long nowMs)
    {
        var version = settings.On(lastDay);
        var changes = Catalogue.All.Select(kpi => settings.Calendar.EndOfDay(lastDay.AddDays(Catalogue.SettlesAfterDays(kpi, version))))
            .Where(instant => instant > nowMs).ToList();
        return changes.Count == 0 ? null : changes.Min();
    }

    private IEnumerable<string[]> Rows(string level, KpiTable table, long nowMs)
    {
        var version = settings.On(period.LastDay);
        foreach (var row in table.Rows(nowMs).Where(row => row.Figure.Value is not null))
        {
            string channel = row.Keys.ElementAtOrDefault(0) ?? AllOfThem;
            string queue = row.Keys.ElementAtOrDefault(1) ?? AllOfThem;
            var goal = version.GoalFor(row.Kpi.FullId, channel, queue, period.LastDay, period.Grain);
            yield return
            [
                settings.Tenant, row.Period.From, row.Period.To, level, channel, queue, row.Kpi.Id, row.Kpi.Variant, CsvFile.Text(row.Figure.Value),
                CsvFile.Text(row.Figure.Numerator), CsvFile.Text(row.Figure.Denominator), CsvFile.Text(row.Figure.N), row.Kpi.UnitText,
                row.Kpi.Unit == Unit.Money ? version.Currency : "", CsvFile.Text(goal?.Target), CsvFile.Text(goal?.Warn), row.Status, row.Definitions,
            ];
        }
    }
}
