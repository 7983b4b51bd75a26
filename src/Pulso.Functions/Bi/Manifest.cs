namespace Pulso.Functions.Bi;

/// <summary>One file as the manifest lists it.</summary>
public sealed record ManifestFile(string Path, int Rows, string Sha256, DateTimeOffset GeneratedAt);

/// <summary>A day whose files changed after their first publication.</summary>
public sealed record Restatement(string Date, DateTimeOffset At, string Cause);

/// <summary>What is published: written last, so that whoever reads it finds every file it names.</summary>
public sealed record Manifest(int Version, string Tenant, DateTimeOffset GeneratedAt, IReadOnlyList<ManifestFile> Files, IReadOnlyList<Restatement> Restated)
{
    public const string Path = "v1/manifest.json";

    public static Manifest Of(string tenant, IEnumerable<ManifestFile> files, IEnumerable<Restatement> restated, DateTimeOffset now) => new(
        1,
        tenant,
        now,
        [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)],
        [.. restated.OrderBy(item => item.Date, StringComparer.Ordinal).ThenBy(item => item.At)]);
}

/// <summary>What the manifest is made of.</summary>
/// <param name="Files">The files of days, weeks and months, as they were published.</param>
/// <param name="Restated">The days of them that have changed since their first publication.</param>
/// <param name="Whole">The files that are of no period, as they are now.</param>
public sealed record Published(IEnumerable<ManifestFile> Files, IEnumerable<Restatement> Restated, IReadOnlyList<CsvFile> Whole);
