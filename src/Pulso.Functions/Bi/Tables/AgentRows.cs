using Pulso.Measures;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The rows of agents, from cells in order: an agent's bands of difficulty follow one another, and are one row.</summary>
internal sealed class AgentRows(string tenant, BiUpload shares, BiUpload times)
{
    private CellKey? current;
    private Tally sum = new();

    public void Add(CellKey key, Tally tally)
    {
        if (key.Kind != FacetKind.Agent)
            return;
        var whole = key with { Facet = Facet.OfAgent(key.Facet!.First) };
        if (current != whole)
            Close();
        current = whole;
        sum.Add(tally);
    }

    /// <summary>Writes the last agent's.</summary>
    public void Close()
    {
        if (current is { } key && FactAgent.Takes(sum))
            shares.Add(FactAgent.Row(tenant, key, sum));
        if (current is { } of && FactAgentTime.Takes(sum))
            times.Add(FactAgentTime.Row(tenant, of, sum));
        current = null;
        sum = new Tally();
    }
}
