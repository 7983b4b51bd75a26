using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;
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

    public static CsvFile File(TenantSettings settings, DateOnly date, Cells cells, long nowMs) =>
        CsvFile.Of(Table, CsvFile.Text(date), Levels(cells).SelectMany(level => Rows(settings, date, level.Key, level.Value, nowMs)));

    /// <summary>The next instant at which a row's status changes by the passing of time alone; null when all are final.</summary>
    public static long? NextStatusChange(TenantSettings settings, DateOnly date, long nowMs)
    {
        var version = settings.On(date);
        var changes = Catalogue.All.Select(kpi => settings.Calendar.EndOfDay(date.AddDays(Catalogue.SettlesAfterDays(kpi, version))))
            .Where(instant => instant > nowMs).ToList();
        return changes.Count == 0 ? null : changes.Min();
    }

    private static SortedDictionary<(int Rank, string Channel, string Queue), Tally> Levels(Cells cells)
    {
        var levels = new SortedDictionary<(int, string, string), Tally>(Comparer<(int Rank, string Channel, string Queue)>.Create((a, b) =>
            a.Rank != b.Rank ? a.Rank - b.Rank
            : a.Channel != b.Channel ? string.CompareOrdinal(a.Channel, b.Channel)
            : string.CompareOrdinal(a.Queue, b.Queue)));
        void Add((int, string, string) level, Tally tally)
        {
            if (!levels.TryGetValue(level, out var sum))
                levels.Add(level, sum = new Tally());
            sum.Add(tally);
        }
        foreach (var (key, tally) in cells.All.Where(cell => cell.Key.Dimensions.Direction == Contact.Inbound))
        {
            Add((0, AllOfThem, AllOfThem), tally);
            Add((1, key.Dimensions.Channel, AllOfThem), tally);
            Add((2, key.Dimensions.Channel, key.Dimensions.Queue), tally);
        }
        return levels;
    }

    private static IEnumerable<string[]> Rows(
        TenantSettings settings, DateOnly date, (int Rank, string Channel, string Queue) level, Tally tally, long nowMs)
    {
        var version = settings.On(date);
        var period = new Period(0, CsvFile.Text(date), CsvFile.Text(date), date, date);
        string definitions = KpiTable.Definitions(period, settings);
        foreach (var kpi in Catalogue.All)
        {
            var figure = Figure.Of(Catalogue.Under(kpi, version), tally);
            if (figure.Value is null)
                continue;
            var goal = GoalFor(version, kpi, level, date);
            yield return
            [
                settings.Tenant, period.From, period.To, level.Rank switch { 0 => "total", 1 => "channel", _ => "queue" },
                level.Channel, level.Queue, kpi.Id, kpi.Variant, CsvFile.Text(figure.Value), CsvFile.Text(figure.Numerator),
                CsvFile.Text(figure.Denominator), CsvFile.Text(figure.N), kpi.UnitText, "", CsvFile.Text(goal?.Target), CsvFile.Text(goal?.Warn),
                KpiTable.Status(kpi, version, date, settings, nowMs), definitions,
            ];
        }
    }

    /// <summary>The goal in force that is closest to the level: the queue's, else the channel's, else the one for all.</summary>
    private static Goal? GoalFor(SettingsVersion version, Kpi kpi, (int Rank, string Channel, string Queue) level, DateOnly date) => version.Goals
        .Where(goal => goal.Kpi == kpi.FullId && goal.IsInForce(date)
            && (goal.Channel is null || goal.Channel == level.Channel) && (goal.Queue is null || goal.Queue == level.Queue))
        .MaxBy(goal => (goal.Channel is null ? 0 : 1) + (goal.Queue is null ? 0 : 1));
}
