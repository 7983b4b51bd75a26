using Pulso.Measures;

namespace Pulso.Kpis;

/// <summary>Tells as of any instant how many customers there are and what they have paid, by the channel of their first contact.</summary>
/// <remarks>Instants are asked for in rising order: each flow is added once.</remarks>
internal sealed class LifetimeTable(KpiQuery query)
{
    private readonly List<(long IntervalMs, string[] Keys, Tally Flow)> flows = [];
    private readonly SortedDictionary<string, (string[] Keys, Tally Sum)> groups = new(StringComparer.Ordinal);
    private int added;

    /// <summary>Adds the flows of a cell, whenever they were.</summary>
    public void Add(CellKey key, Tally tally)
    {
        if (key.Kind == FacetKind.Lifetime && query.MatchesInAnyDirection(key) && key.IntervalMs < query.ToMs)
            flows.Add((key.IntervalMs, query.KeysOf(key), tally));
    }

    /// <summary>The sums by an instant.</summary>
    public IEnumerable<(string[] Keys, Tally Sum)> AsOf(long instantMs)
    {
        if (added == 0)
            flows.Sort((a, b) => a.IntervalMs.CompareTo(b.IntervalMs));
        for (; added < flows.Count && flows[added].IntervalMs < instantMs; added++)
        {
            string name = string.Join('\0', flows[added].Keys);
            if (!groups.TryGetValue(name, out var group))
                groups.Add(name, group = (flows[added].Keys, new Tally()));
            group.Sum.Add(flows[added].Flow);
        }
        return groups.Values;
    }
}
