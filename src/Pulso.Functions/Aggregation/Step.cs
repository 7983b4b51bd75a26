using Pulso.Functions.Partitions;
using Pulso.Measures;

namespace Pulso.Functions.Aggregation;

/// <summary>The changes that one Entity Group Transaction takes together: at most 100 rows and 4 MiB.</summary>
public sealed class Step
{
    /// <summary>Rows of timelines and cells; the head and what a step needs besides has the rest of the 100.</summary>
    public const int RowLimit = 90;

    /// <summary>Bytes of timelines and cells; the head comes on top, and base64 makes a third more of it all.</summary>
    public const int ByteLimit = 2_500_000;

    private int bytes;

    public List<PlannedChange> Changes { get; } = [];

    /// <summary>The sum of the changes' deltas.</summary>
    public Cells Delta { get; } = new();

    public SortedSet<CellBlock> Blocks { get; } = [];

    /// <summary>Takes the change if it still fits; the first one always does.</summary>
    public bool TryAdd(PlannedChange change, Partition partition)
    {
        var blocks = BlocksOf(change.Change.Delta);
        int size = change.SizeBesideCells + blocks.Where(block => !Blocks.Contains(block)).Sum(partition.SizeOf);
        if (Changes.Count > 0 && (Changes.Count + 1 + Blocks.Union(blocks).Count() > RowLimit || bytes + size > ByteLimit))
            return false;
        Changes.Add(change);
        Delta.Add(change.Change.Delta);
        Blocks.UnionWith(blocks);
        bytes += size;
        return true;
    }

    /// <summary>True if the change does not fit even a step of its own.</summary>
    public static bool IsTooSmallFor(PlannedChange change, Partition partition)
    {
        var blocks = BlocksOf(change.Change.Delta);
        return blocks.Count > RowLimit || change.SizeBesideCells + blocks.Sum(partition.SizeOf) > ByteLimit;
    }

    /// <summary>The blocks that a delta touches, in order.</summary>
    public static List<CellBlock> BlocksOf(Cells delta) => [.. delta.All.Select(cell => CellBlock.Of(cell.Key)).Distinct().Order()];
}
