using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Functions.Bi;

/// <summary>One file as the manifest lists it.</summary>
public sealed record ManifestFile(string Path, int Rows, string Sha256, DateTimeOffset GeneratedAt);

/// <summary>A day whose files changed after their first publication.</summary>
public sealed record Restatement(string Date, DateTimeOffset At, string Cause);

/// <summary>What is published: written last, so that whoever reads it finds every file it names.</summary>
public sealed record Manifest(int Version, string Tenant, DateTimeOffset GeneratedAt, IReadOnlyList<ManifestFile> Files, IReadOnlyList<Restatement> Restated)
{
    public const string Path = "v1/manifest.json";

    /// <param name="others">The files of weeks and months, and those that are of no period.</param>
    public static Manifest Of(string tenant, IReadOnlyList<PublishedDay> days, IEnumerable<ManifestFile> others, DateTimeOffset now) => new(
        1,
        tenant,
        now,
        [.. days.SelectMany(day => day.Files).Concat(others).OrderBy(file => file.Path, StringComparer.Ordinal)],
        [.. days.SelectMany(day => day.Restatements).OrderBy(item => item.Date, StringComparer.Ordinal).ThenBy(item => item.At)]);
}

/// <summary>A published day: from which state of the partitions, as which files.</summary>
/// <param name="Marks">The dirty-day marks as they were before the cells were read: a revision per partition.</param>
/// <param name="Opening">The name of the balance that it began with (see <see cref="Balances"/>).</param>
/// <param name="Closing">The name of the balance that it left.</param>
/// <param name="HadEnded">False if the day was still running: what comes until its end restates nothing.</param>
/// <param name="StatusChangesAt">When a row's status changes by time alone, in milliseconds; null when all are final.</param>
public sealed record PublishedDay(
    DateOnly Date, byte[] Marks, string Opening, string Closing, bool HadEnded, long? StatusChangesAt, IReadOnlyList<ManifestFile> Files,
    IReadOnlyList<Restatement> Restatements)
{
    /// <summary>The name of what it is remembered by (see <see cref="KeptFigures"/>).</summary>
    public string Kept { get; init; } = "";

    /// <summary>The generation of figures that it was published from.</summary>
    public int Generation { get; init; } = 1;
}

/// <summary>A published week or month: from which days, as which files.</summary>
/// <param name="From">What it was made from: the names of what its days are remembered by, and of its closing balance.</param>
/// <param name="Kept">The name of what it is remembered by.</param>
/// <param name="HadClosed">False if days of it were still to be published: what they bring restates nothing.</param>
public sealed record PublishedPeriod(
    string Name, string From, string Kept, int Generation, bool HadClosed, long? StatusChangesAt, IReadOnlyList<ManifestFile> Files);

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
