using Pulso.Functions.Bi.Tables;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Functions.Bi;

/// <summary>What the tables and columns mean, for tools.</summary>
/// <param name="LongestMutableDays">The longest time for which a day's figures may change: what an incremental refresh must cover.</param>
public sealed record Schema(int Version, string Culture, int LongestMutableDays, IReadOnlyList<SchemaTable> Tables)
{
    public const string Path = "v1/schema.json";

    public static Schema Of(TenantSettings settings) => new(
        1,
        "en-US",
        settings.Versions.Max(version => Math.Max(version.MutableDays, Catalogue.All.Max(kpi => kpi.SettlesAfterDays ?? 0))),
        [.. BiTable.All.Select(table => new SchemaTable(table.Name, table.Path("…"), table.Columns))]);
}

public sealed record SchemaTable(string Name, string Path, IReadOnlyList<Column> Columns);
