namespace Pulso.Functions.Partitions;

/// <summary>Values by key for as long as they are used: each ageing forgets what was not used since the one before.</summary>
internal sealed class Lately<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private Dictionary<TKey, TValue> recent = [];
    private Dictionary<TKey, TValue> earlier = [];

    public bool IsEmpty => recent.Count + earlier.Count == 0;

    public TValue? Find(TKey key)
    {
        if (earlier.Remove(key, out var known))
            recent.Add(key, known);
        return recent.GetValueOrDefault(key);
    }

    public void Keep(TKey key, TValue value)
    {
        earlier.Remove(key);
        recent[key] = value;
    }

    /// <returns>The keys of what was forgotten.</returns>
    public IReadOnlyCollection<TKey> Age()
    {
        var forgotten = earlier.Keys;
        (earlier, recent) = (recent, []);
        return forgotten;
    }

    public int Sum(Func<TValue, int> of)
    {
        int sum = 0;
        foreach (var value in recent.Values)
            sum += of(value);
        foreach (var value in earlier.Values)
            sum += of(value);
        return sum;
    }
}
