using Pulso.Functions.Bi;

namespace Pulso.Functions.Snapshots;

/// <summary>A published week or month: from which days, as which files.</summary>
/// <param name="From">What it was made from: the names of what its days are remembered by, and of its closing balance.</param>
/// <param name="Kept">The name of what it is remembered by.</param>
/// <param name="HadClosed">False if days of it were still to be published: what they bring restates nothing.</param>
public sealed record PublishedPeriod(
    string Name, string From, string Kept, int Generation, bool HadClosed, long? StatusChangesAt, IReadOnlyList<ManifestFile> Files);
