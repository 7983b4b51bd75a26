using Pulso.Measures;

namespace Pulso.Kpis;

/// <summary>Tells the backlog of each group as of any instant, from the instants at which contacts became open or ceased to be.</summary>
/// <remarks>Instants are asked for in rising order: each flow is added once.</remarks>
internal sealed class BacklogTable(KpiQuery query)
{
    private readonly RunningBalances<(long StartMs, long Contacts), OpenContacts> balances = new(() => new(), (open, flow) => open.Add(flow.StartMs, flow.Contacts));

    /// <summary>Adds the flows of a cell, whenever they were.</summary>
    public void Add(CellKey key, Tally tally)
    {
        if (key.Facet is { Kind: FacetKind.Open } facet && query.Matches(key) && key.IntervalMs < query.ToMs)
            balances.Add(key.IntervalMs, query.KeysOf(key), (facet.StartMs, tally[Counter.Open]));
    }

    /// <summary>The groups in which contacts have been open by an instant; some may have none left.</summary>
    public IEnumerable<(string[] Keys, OpenContacts Open)> AsOf(long instantMs) => balances.AsOf(instantMs);
}
