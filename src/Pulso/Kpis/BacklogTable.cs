using Pulso.Measures;

namespace Pulso.Kpis;

/// <summary>Tells the backlog of each group as of any instant, from the instants at which contacts became open or ceased to be.</summary>
/// <remarks>Instants are asked for in rising order: each flow is added once.</remarks>
internal sealed class BacklogTable(KpiQuery query)
{
    private readonly List<(long IntervalMs, string[] Keys, long StartMs, long Contacts)> flows = [];
    private readonly SortedDictionary<string, (string[] Keys, OpenContacts Open)> groups = new(StringComparer.Ordinal);
    private int added;

    /// <summary>Adds the flows of a cell, whenever they were.</summary>
    public void Add(CellKey key, Tally tally)
    {
        if (key.Facet is { Kind: FacetKind.Open } facet && query.Matches(key) && key.IntervalMs < query.ToMs)
            flows.Add((key.IntervalMs, query.KeysOf(key), facet.StartMs, tally[Counter.Open]));
    }

    /// <summary>The groups in which contacts have been open by an instant; some may have none left.</summary>
    public IEnumerable<(string[] Keys, OpenContacts Open)> AsOf(long instantMs)
    {
        if (added == 0)
            flows.Sort((a, b) => a.IntervalMs.CompareTo(b.IntervalMs));
        for (; added < flows.Count && flows[added].IntervalMs < instantMs; added++)
        {
            var flow = flows[added];
            string name = string.Join('\0', flow.Keys);
            if (!groups.TryGetValue(name, out var group))
                groups.Add(name, group = (flow.Keys, new OpenContacts()));
            group.Open.Add(flow.StartMs, flow.Contacts);
        }
        return groups.Values;
    }
}
