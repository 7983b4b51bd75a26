using Pulso.Measures;

namespace Pulso.Kpis.Fair;

/// <summary>What an agent and what the others of the peer group did of one kind of work.</summary>
internal readonly record struct Pair<T>(T Kind, Tally Own, Tally Others);

/// <summary>Sums by agent and by peer group of each kind of work.</summary>
internal sealed class PeerSums<T> where T : struct
{
    private readonly Dictionary<(string PeerGroup, T Kind), Tally> groups = [];
    private readonly Dictionary<(string Agent, string PeerGroup), Dictionary<T, Tally>> agents = [];

    /// <summary>Who worked in which peer group; one who changed it is in each.</summary>
    public IEnumerable<(string Agent, string PeerGroup)> Agents => agents.Keys;

    public void Add(string agent, string peerGroup, T kind, Tally tally)
    {
        Of(groups, (peerGroup, kind)).Add(tally);
        if (!agents.TryGetValue((agent, peerGroup), out var own))
            agents.Add((agent, peerGroup), own = []);
        Of(own, kind).Add(tally);
    }

    /// <summary>An agent's kinds of work, each with what the others did of it: who is measured is no part of the measure.</summary>
    public List<Pair<T>> Of((string Agent, string PeerGroup) agent) => !agents.TryGetValue(agent, out var kinds) ? [] : [.. kinds.Select(own =>
    {
        var others = new Tally();
        others.Add(groups[(agent.PeerGroup, own.Key)]);
        others.Add(own.Value, -1);
        return new Pair<T>(own.Key, own.Value, others);
    })];

    private static Tally Of<TKey>(Dictionary<TKey, Tally> sums, TKey key) where TKey : notnull
    {
        if (!sums.TryGetValue(key, out var sum))
            sums.Add(key, sum = new Tally());
        return sum;
    }
}
