using Pulso.Functions.Bi;

namespace Pulso.Functions.Snapshots;

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
