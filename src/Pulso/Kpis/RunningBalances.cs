namespace Pulso.Kpis;

/// <summary>Sums of what came and went, group by group, as of any instant.</summary>
/// <remarks>Instants are asked for in rising order: each flow is added once.</remarks>
/// <param name="empty">A sum of nothing.</param>
internal sealed class RunningBalances<TFlow, TSum>(Func<TSum> empty, Action<TSum, TFlow> add)
{
    private readonly List<(long IntervalMs, string[] Keys, TFlow Flow)> flows = [];
    private readonly SortedDictionary<string, (string[] Keys, TSum Sum)> groups = new(StringComparer.Ordinal);
    private int added;

    /// <summary>Takes a flow, whenever it was.</summary>
    public void Add(long intervalMs, string[] keys, TFlow flow) => flows.Add((intervalMs, keys, flow));

    /// <summary>The groups in which anything has flowed by an instant; of some nothing may be left.</summary>
    public IEnumerable<(string[] Keys, TSum Sum)> AsOf(long instantMs)
    {
        if (added == 0)
            flows.Sort((a, b) => a.IntervalMs.CompareTo(b.IntervalMs));
        for (; added < flows.Count && flows[added].IntervalMs < instantMs; added++)
        {
            var (_, keys, flow) = flows[added];
            string name = string.Join('\0', keys);
            if (!groups.TryGetValue(name, out var group))
                groups.Add(name, group = (keys, empty()));
            add(group.Sum, flow);
        }
        return groups.Values;
    }
}
