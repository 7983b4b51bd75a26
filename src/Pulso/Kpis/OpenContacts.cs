namespace Pulso.Kpis;

/// <summary>The open contacts of one group, by their start: what became open less what ceased to be. Adding and subtracting is exact.</summary>
public sealed class OpenContacts
{
    private readonly SortedDictionary<long, long> starts = [];

    /// <summary>How many are open.</summary>
    public long Count { get; private set; }

    /// <summary>How many are open by their start, oldest first.</summary>
    public IEnumerable<KeyValuePair<long, long>> ByStart => starts;

    public void Add(long startMs, long contacts)
    {
        Count += contacts;
        long now = starts.GetValueOrDefault(startMs) + contacts;
        if (now == 0)
            starts.Remove(startMs);
        else
            starts[startMs] = now;
    }

    /// <summary>A percentile of the ages by nearest rank, exact, in seconds; null when nothing is open.</summary>
    /// <param name="asOfMs">The instant at which the ages are taken.</param>
    /// <param name="percent">1 to 100.</param>
    public double? Age(long asOfMs, int percent)
    {
        long younger = Count - (((Count * percent) + 99) / 100);
        foreach (var (startMs, contacts) in starts)
        {
            younger -= contacts;
            if (younger < 0)
                return (asOfMs - startMs) / 1000.0;
        }
        return null;
    }
}
