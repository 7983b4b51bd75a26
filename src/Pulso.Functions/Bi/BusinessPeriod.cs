using System.Globalization;
using Pulso.Calendars;
using Pulso.Kpis;

namespace Pulso.Functions.Bi;

/// <summary>A business day, ISO week or month.</summary>
/// <param name="Name">As it stands in paths: <c>2026-03-02</c>, <c>2026-W10</c>, <c>2026-03</c>.</param>
public sealed record BusinessPeriod(Grain Grain, string Name, DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>The day, week or month that holds a day.</summary>
    public static BusinessPeriod Of(Grain grain, DateOnly date) => grain switch
    {
        Grain.Day => new(grain, CsvFile.Text(date), date, date),
        Grain.Week => WeekOf(date),
        Grain.Month => MonthOf(date),
        _ => throw new ArgumentOutOfRangeException(nameof(grain)),
    };

    /// <summary>The word for its length.</summary>
    public string Length => Grain.ToString().ToLowerInvariant();

    private static BusinessPeriod WeekOf(DateOnly date)
    {
        var monday = BusinessWeek.MondayOf(date);
        var at = monday.ToDateTime(TimeOnly.MinValue);
        string name = string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(at):0000}-W{ISOWeek.GetWeekOfYear(at):00}");
        return new(Grain.Week, name, monday, monday.AddDays(6));
    }

    private static BusinessPeriod MonthOf(DateOnly date)
    {
        var first = new DateOnly(date.Year, date.Month, 1);
        return new(Grain.Month, first.ToString("yyyy-MM", CultureInfo.InvariantCulture), first, first.AddMonths(1).AddDays(-1));
    }
}
