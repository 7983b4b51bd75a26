using Azure;
using Pulso.Functions.Storage;
using Pulso.Timelines;

namespace Pulso.Functions.Partitions;

/// <summary>A partition as this process last wrote or read it. Valid while the head's ETag is unchanged, and used by one caller at a time.</summary>
public sealed class Partition(string key, Head head, ETag? tag)
{
    private const int BlocksKept = 256;

    private readonly Dictionary<CellBlock, CellRow> blocks = [];
    private readonly Dictionary<CellBlock, int> sizes = [];

    // What was used since Age was last called, and what was used before that and not since.
    private Dictionary<UInt128, Timeline> recent = [];
    private Dictionary<UInt128, Timeline> earlier = [];

    // Days that began while this process held the partition: a block of theirs that is not here does not exist.
    private readonly HashSet<DateOnly> wholeDays = [];

    public string Key => key;

    public Head Head { get; set; } = head;

    /// <summary>The head's ETag; null while the partition has no row yet.</summary>
    public ETag? Tag { get; set; } = tag;

    /// <summary>True while every timeline of the partition is here: what is not here is new.</summary>
    public bool IsWhole { get; private set; } = tag is null;

    public int TimelineCount => recent.Count + earlier.Count;

    public Timeline? Timeline(TimelineKey timeline)
    {
        if (earlier.Remove(timeline.Hash, out var known))
            recent.Add(timeline.Hash, known);
        return recent.GetValueOrDefault(timeline.Hash);
    }

    public void Keep(Timeline timeline)
    {
        earlier.Remove(timeline.Key.Hash);
        recent[timeline.Key.Hash] = timeline;
    }

    /// <summary>Forgets the timelines that were not used since it was last called.</summary>
    public void Age()
    {
        IsWhole &= earlier.Count == 0;
        (earlier, recent) = (recent, []);
    }

    /// <summary>The cells of a block: null when they must be read first.</summary>
    public CellRow? Block(CellBlock block)
    {
        if (blocks.TryGetValue(block, out var row))
            return row;
        if (!Head.Days.ContainsKey(block.Date))
            wholeDays.Add(block.Date);
        if (!wholeDays.Contains(block.Date))
            return null;
        blocks.Add(block, row = new CellRow());
        return row;
    }

    public void Keep(CellBlock block, CellRow row)
    {
        blocks[block] = row;
        Packed(block);
    }

    /// <summary>The values of a block's row in memory: its figures, and its facts where it has any.</summary>
    public (Packed Figures, Packed? Facts) Packed(CellBlock block)
    {
        var (figures, facts) = blocks[block].Pack();
        sizes[block] = figures.Size + (facts?.Size ?? 0);
        return (figures, facts);
    }

    /// <summary>How many bytes the row of a block had when it was last read or made.</summary>
    public int SizeOf(CellBlock block) => sizes.GetValueOrDefault(block);

    /// <summary>Forgets the oldest blocks beyond a bound.</summary>
    public void Trim()
    {
        if (blocks.Count <= BlocksKept)
            return;
        foreach (var block in blocks.Keys.Order().Take(blocks.Count - (BlocksKept / 2)).ToArray())
        {
            blocks.Remove(block);
            sizes.Remove(block);
            wholeDays.Remove(block.Date);
        }
    }
}
