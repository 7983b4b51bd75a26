using Pulso.Measures;

namespace Pulso.Kpis;

/// <summary>Tells as of any instant how many customers there are and what they have paid, by the channel of their first contact.</summary>
/// <remarks>Instants are asked for in rising order: each flow is added once.</remarks>
internal sealed class LifetimeTable(KpiQuery query)
{
    private readonly RunningBalances<Tally, Tally> balances = new(() => new(), (sum, flow) => sum.Add(flow));

    /// <summary>Adds the flows of a cell, whenever they were.</summary>
    public void Add(CellKey key, Tally tally)
    {
        if (key.Kind == FacetKind.Lifetime && query.MatchesInAnyDirection(key) && key.IntervalMs < query.ToMs)
            balances.Add(key.IntervalMs, query.KeysOf(key), tally);
    }

    /// <summary>The sums by an instant.</summary>
    public IEnumerable<(string[] Keys, Tally Sum)> AsOf(long instantMs) => balances.AsOf(instantMs);
}
