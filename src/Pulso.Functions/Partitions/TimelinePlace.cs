namespace Pulso.Functions.Partitions;

/// <summary>A place among all timelines of a tenant.</summary>
/// <param name="Token">The page of the partition's timelines; null for the first.</param>
public readonly record struct TimelinePlace(int Partition, string? Token)
{
    public static readonly TimelinePlace First = new(0, null);
}
