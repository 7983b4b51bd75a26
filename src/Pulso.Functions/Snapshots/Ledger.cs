using Pulso.Encoding;
using Pulso.Functions.Partitions;
using Pulso.Settings;

namespace Pulso.Functions.Snapshots;

/// <summary>What is published, against what the partitions hold now: which days have changed, and whose closing balance still holds.</summary>
/// <remarks>A day's figures rest on its own cells, and its backlog on the balance that the days before it leave.</remarks>
internal sealed class Ledger
{
    private readonly Generation generation;
    private readonly Head?[] heads;
    private readonly Dictionary<DateOnly, PublishedDay> published;
    private readonly SortedSet<DateOnly> marked;
    private readonly SortedSet<DateOnly> days;

    public Ledger(Generation generation, Head?[] heads, IEnumerable<PublishedDay> published)
    {
        this.generation = generation;
        this.heads = heads;
        this.published = published.ToDictionary(day => day.Date);
        marked = [.. heads.OfType<Head>().SelectMany(head => head.Days.Keys)];
        days = [.. marked, .. this.published.Keys];
    }

    /// <summary>The first day with figures; null where there is none.</summary>
    public DateOnly? First => days.Count == 0 ? null : days.Min;

    /// <summary>True if any cell of the day has ever changed.</summary>
    public bool IsMarked(DateOnly date) => marked.Contains(date);

    /// <summary>The partitions that hold cells of the day.</summary>
    public IReadOnlyList<int> MarkedIn(DateOnly date) =>
        [.. Enumerable.Range(0, heads.Length).Where(index => heads[index]?.Days.ContainsKey(date) == true)];

    public PublishedDay? Find(DateOnly date) => published.GetValueOrDefault(date);

    /// <summary>The next day with figures or files, or the very next where what is open is carried over.</summary>
    public DateOnly? After(DateOnly date, bool carry)
    {
        if (carry)
            return date.AddDays(1);
        var later = days.GetViewBetween(date.AddDays(1), DateOnly.MaxValue);
        return later.Count == 0 ? null : later.Min;
    }

    /// <summary>The dirty-day marks of a day: a revision per partition, and which generation's they are.</summary>
    public byte[] MarksOf(DateOnly date)
    {
        var writer = new ByteWriter();
        if (generation.Number != Generation.First.Number)
            writer.Signed(-generation.Number); // no revision is negative
        foreach (var head in heads)
            writer.Signed(head?.Days.GetValueOrDefault(date) ?? 0);
        return writer.ToArray();
    }

    /// <summary>True if the day is published from the cells as they are and from that opening balance.</summary>
    public bool IsSound(DateOnly date, string opening) =>
        Find(date) is { } day && day.Opening == opening && day.Marks.AsSpan().SequenceEqual(MarksOf(date));

    /// <summary>The last published day before a date of which, as of all before it, nothing has changed; null where there is none.</summary>
    public PublishedDay? LastSoundBefore(DateOnly date)
    {
        PublishedDay? last = null;
        foreach (var day in days.TakeWhile(day => day < date && IsSound(day, last?.Closing ?? "")))
            last = Find(day);
        return last;
    }
}
