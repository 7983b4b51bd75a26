using Azure;
using Pulso.Functions.Storage;
using Pulso.Timelines;

namespace Pulso.Functions.Partitions;

/// <summary>A partition as this process last wrote or read it. Valid while the head's ETag is unchanged, and used by one caller at a time.</summary>
public sealed class Partition(string key, Head head, ETag? tag)
{
    private const int DaysOfWeight = 8; // a date and a revision take an eighth of an event

    private readonly Lately<CellBlock, CellRow> blocks = new();
    private readonly Lately<UInt128, Timeline> timelines = new();

    // Days that began while this process held the partition, and of which it has forgotten nothing: a block of theirs that is not here does not exist.
    private readonly HashSet<DateOnly> wholeDays = [];

    public string Key => key;

    public Head Head { get; set; } = head;

    /// <summary>The head's ETag; null while the partition has no row yet.</summary>
    public ETag? Tag { get; set; } = tag;

    /// <summary>True while every timeline of the partition is here: what is not here is new.</summary>
    public bool IsWhole { get; private set; } = tag is null;

    /// <summary>True when neither timelines nor cells are here.</summary>
    public bool IsEmpty => timelines.IsEmpty && blocks.IsEmpty;

    /// <summary>How much memory it takes, counted in events, in tallies, and in what they are held by.</summary>
    public int Weight =>
        1 + (Head.Days.Count / DaysOfWeight)
        + timelines.Sum(timeline => 1 + timeline.Events.Count + timeline.Added.Count + timeline.Told.Count)
        + blocks.Sum(row => 1 + row.Figures.Count + row.Facts.Count);

    public Timeline? Timeline(TimelineKey timeline) => timelines.Find(timeline.Hash);

    public void Keep(Timeline timeline) => timelines.Keep(timeline.Key.Hash, timeline);

    /// <summary>Forgets the timelines and cells that were not used since it was last called.</summary>
    public void Age()
    {
        IsWhole &= timelines.Age().Count == 0;
        wholeDays.ExceptWith(blocks.Age().Select(block => block.Date));
    }

    /// <summary>The cells of a block: null when they must be read first.</summary>
    public CellRow? Block(CellBlock block)
    {
        if (blocks.Find(block) is { } row)
            return row;
        if (!Head.Days.ContainsKey(block.Date))
            wholeDays.Add(block.Date);
        if (!wholeDays.Contains(block.Date))
            return null;
        blocks.Keep(block, row = new CellRow());
        return row;
    }

    public void Keep(CellBlock block, CellRow row) => blocks.Keep(block, row);

    /// <summary>How many bytes the row of a block had when it was last read or packed; 0 where it is not here.</summary>
    public int SizeOf(CellBlock block) => blocks.Find(block)?.Size ?? 0;
}
