using System.Globalization;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The business days: whole years around those that are published.</summary>
public static class DimDate
{
    public static readonly BiTable Table = new("dim_date", BiTable.Whole,
    [
        new("tenant", "text"), new("date", "date"), new("year", "integer"), new("quarter", "integer"), new("month", "integer"),
        new("year_month", "text"), new("iso_week", "text"), new("week_start", "date"), new("iso_weekday", "integer"), new("day_of_month", "integer"),
        new("is_weekend", "integer"), new("same_weekday_last_week", "date"), new("starts_utc", "instant"), new("ends_utc", "instant"),
    ]);

    public static CsvFile File(TenantSettings settings, DateOnly first, DateOnly last) => CsvFile.Of(
        Table, "", Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(day => Row(settings, first.AddDays(day))));

    private static string[] Row(TenantSettings settings, DateOnly date)
    {
        var (week, month) = (BusinessPeriod.Of(Grain.Week, date), BusinessPeriod.Of(Grain.Month, date));
        int weekday = date.DayNumber - week.FirstDay.DayNumber + 1;
        return
        [
            settings.Tenant, CsvFile.Text(date), Text(date.Year), Text(((date.Month - 1) / 3) + 1), Text(date.Month), month.Name, week.Name,
            CsvFile.Text(week.FirstDay), Text(weekday), Text(date.Day), weekday > 5 ? "1" : "0", CsvFile.Text(date.AddDays(-7)),
            CsvFile.Instant(settings.Calendar.StartOfDay(date)), CsvFile.Instant(settings.Calendar.EndOfDay(date)),
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
