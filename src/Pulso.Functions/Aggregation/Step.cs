using Pulso.Functions.Storage;
using Pulso.Measures;

namespace Pulso.Functions.Aggregation;

/// <summary>The changes that one Entity Group Transaction takes together: at most 100 rows and 4 MiB.</summary>
public sealed class Step
{
    /// <summary>Rows of timelines and cells; the head and what a step needs besides has the rest of the 100.</summary>
    public const int RowLimit = 90;

    private const int ByteLimit = 2_500_000; // as JSON, base64 makes a third more of it
    private const int BytesPerCell = 64;

    private int bytes;

    public List<PlannedChange> Changes { get; } = [];

    /// <summary>The sum of the changes' deltas.</summary>
    public Cells Delta { get; } = new();

    public SortedSet<CellBlock> Blocks { get; } = [];

    /// <summary>Takes the change if it still fits; the first one always does.</summary>
    public bool TryAdd(PlannedChange change, Partition partition)
    {
        var blocks = BlocksOf(change.Change.Delta);
        int size = change.Row.Length + blocks.Where(block => !Blocks.Contains(block)).Sum(block => BytesPerCell * partition.Block(block)!.Count);
        if (Changes.Count > 0 && (Changes.Count + 1 + Blocks.Union(blocks).Count() > RowLimit || bytes + size > ByteLimit))
            return false;
        Changes.Add(change);
        Delta.Add(change.Change.Delta);
        Blocks.UnionWith(blocks);
        bytes += size;
        return true;
    }

    /// <summary>The blocks that a delta touches, in order.</summary>
    public static List<CellBlock> BlocksOf(Cells delta) => [.. delta.All.Select(cell => CellBlock.Of(cell.Key)).Distinct().Order()];
}
