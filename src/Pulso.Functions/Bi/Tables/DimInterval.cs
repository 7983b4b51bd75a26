using System.Globalization;
using Pulso.Settings;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The times of day at which intervals start, by the wall clock.</summary>
public static class DimInterval
{
    public static readonly BiTable Table = new("dim_interval", BiTable.Whole,
    [
        new("tenant", "text"), new("time_local", "text"), new("hour", "integer"), new("minute", "integer"), new("minute_of_day", "integer"),
        new("interval_minutes", "integer", Unit: "min"),
    ]);

    /// <summary>At the shortest length of the tenant's versions: those of a longer one are among them.</summary>
    public static CsvFile File(TenantSettings settings)
    {
        int minutes = settings.Versions.Min(version => version.Calendar.IntervalMinutes);
        return CsvFile.Of(Table, "", Enumerable.Range(0, 24 * 60 / minutes).Select(place => Row(settings.Tenant, place * minutes, minutes)));
    }

    private static string[] Row(string tenant, int minute, int length) =>
    [
        tenant, string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}"), CsvFile.Text(minute / 60), CsvFile.Text(minute % 60),
        CsvFile.Text(minute), CsvFile.Text(length),
    ];
}
