using Pulso.Settings;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The goals of all versions of the settings; <c>*</c> for all channels or queues.</summary>
public static class DimGoal
{
    public static readonly BiTable Table = new("dim_goal", BiTable.Whole,
    [
        new("tenant", "text"), new("settings_version", "integer"), new("kpi", "text"), new("channel", "text"), new("queue", "text"),
        new("target", "number"), new("warn", "number"), new("objective", "text"), new("owner", "text"), new("cadence", "text"),
        new("valid_from", "date"), new("valid_to", "date"),
    ]);

    public static CsvFile File(TenantSettings settings) => CsvFile.Of(
        Table, "", settings.Versions.SelectMany(version => version.Goals.Select(goal => Row(settings.Tenant, version.Number, goal))));

    private static string[] Row(string tenant, int version, Goal goal) =>
    [
        tenant, CsvFile.Text(version), goal.Kpi, goal.Channel ?? "*", goal.Queue ?? "*", CsvFile.Text(goal.Target), CsvFile.Text(goal.Warn),
        goal.Objective ?? "", goal.Owner ?? "", goal.Cadence ?? "", goal.ValidFrom is { } from ? CsvFile.Text(from) : "",
        goal.ValidTo is { } to ? CsvFile.Text(to) : "",
    ];
}
