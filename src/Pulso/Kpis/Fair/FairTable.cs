using System.Globalization;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Agents;
using Pulso.Timelines.Annotations;

namespace Pulso.Kpis.Fair;

/// <summary>An agent against the peers: the figures, and what they point to.</summary>
/// <param name="Hints">What to look at first: <c>templates</c>, <c>knowledge-base</c>, <c>routing-or-skills</c>, <c>scripts</c>, with why.</param>
public sealed record FairAgent(string Agent, string PeerGroup, IReadOnlyList<FairRatio> Ratios, IReadOnlyList<FairHint> Hints);

/// <param name="Reasons">The contact reasons in which it shows, the worst first.</param>
public sealed record FairHint(string Kpi, string Points, IReadOnlyList<string> Reasons);

/// <summary>Compares agents only with their peer group and only on contacts that are alike: channel, reason, hours of the day and difficulty.</summary>
/// <param name="profiles">By agent and validity; who has none is of the peer group <c>(none)</c>.</param>
/// <param name="incidents">What fell into them is nobody's fault and is left out; one without an end lasts to the end of its business day.</param>
public sealed class FairTable(IReadOnlyList<AgentProfile> profiles, IReadOnlyList<Annotation> incidents, TenantSettings settings)
{
    private const int HoursTogether = 4;

    private readonly ILookup<string, AgentProfile> profilesOf = profiles.ToLookup(profile => profile.Agent);
    private readonly Dictionary<(string PeerGroup, Stratum Stratum), Tally> peers = [];
    private readonly Dictionary<(string Agent, string PeerGroup), Dictionary<Stratum, Tally>> agents = [];

    /// <summary>Adds a cell, if it is an agent's share of contacts and no incident lies on it.</summary>
    public void Add(CellKey key, Tally tally)
    {
        if (key.Kind != FacetKind.Agent || key.Facet!.Second.Length == 0 || incidents.Any(incident => Spoils(incident, key)))
            return;
        string group = PeerGroupOf(key.Facet.First, key.IntervalMs);
        int hour = int.Parse(settings.Calendar.LocalTime(key.IntervalMs).Time.AsSpan(0, 2), CultureInfo.InvariantCulture);
        var stratum = new Stratum(key.Dimensions.Channel, key.Dimensions.Reason, hour / HoursTogether, key.Facet.Second);
        Of(peers, (group, stratum)).Add(tally);
        if (!agents.TryGetValue((key.Facet.First, group), out var own))
            agents.Add((key.Facet.First, group), own = []);
        Of(own, stratum).Add(tally);
    }

    /// <summary>The agents by name; one who changed the peer group has a row in each.</summary>
    /// <param name="minimumSample">Below it nothing is told of an agent's figure.</param>
    public IEnumerable<FairAgent> Rows(long minimumSample) => agents
        .Where(agent => agent.Key.Agent != Dimensions.None)
        .OrderBy(agent => agent.Key.Agent, StringComparer.Ordinal).ThenBy(agent => agent.Key.PeerGroup, StringComparer.Ordinal)
        .Select(agent =>
        {
            var strata = agent.Value.Select(own => new Pair(own.Key, own.Value, peers[(agent.Key.PeerGroup, own.Key)])).ToList();
            var ratios = FairMeasure.All.Select(measure => Ratio(measure, strata, minimumSample)).ToList();
            return new FairAgent(agent.Key.Agent, agent.Key.PeerGroup, ratios, [.. Hints(ratios, strata)]);
        });

    private static IEnumerable<FairHint> Hints(List<FairRatio> ratios, List<Pair> strata)
    {
        var of = ratios.ToDictionary(ratio => ratio.Kpi);
        if (of["aht"].IsHigh && Ratio(FairMeasure.Wrap, strata, 1).Ratio > Ratio(FairMeasure.Talk, strata, 1).Ratio)
            yield return new FairHint("aht_wrap", "templates", []);
        if (of["fcr"].IsLow)
            yield return new FairHint("fcr", "knowledge-base", [.. ReasonsBelow(strata)]);
        if (of["transfer_rate"].IsHigh)
            yield return new FairHint("transfer_rate", "routing-or-skills", []);
        if (of["quality"].IsLow)
            yield return new FairHint("quality", "scripts", []);
    }

    /// <summary>The reasons whose contacts are solved at once less often than the peers', by how many contacts that is.</summary>
    private static IEnumerable<string> ReasonsBelow(List<Pair> strata) => strata.GroupBy(pair => pair.Stratum.Reason)
        .Select(ofReason => (Reason: ofReason.Key, Missing: ofReason.Where(pair => pair.Peers[Counter.FcrEligible] > 0).Sum(pair =>
            (pair.Peers[Counter.Fcr] / (double)pair.Peers[Counter.FcrEligible] * pair.Own[Counter.FcrEligible]) - pair.Own[Counter.Fcr])))
        .Where(reason => reason.Missing > 0)
        .OrderByDescending(reason => reason.Missing).ThenBy(reason => reason.Reason, StringComparer.Ordinal)
        .Take(3).Select(reason => reason.Reason);

    private static FairRatio Ratio(FairMeasure measure, List<Pair> strata, long minimumSample) =>
        FairRatio.Of(measure, strata.Select(pair => (pair.Own, pair.Peers)), minimumSample);

    public static bool IsIncident(Annotation annotation) => annotation.Kind == "incident";

    /// <summary>When it was over: where that is not told, at the end of its business day.</summary>
    public static long EndOf(Annotation incident, TenantSettings settings) =>
        incident.UntilMs ?? settings.Calendar.EndOfDay(settings.Calendar.At(incident.AtMs).Date);

    private bool Spoils(Annotation incident, CellKey key) =>
        (incident.Channel is null || incident.Channel == key.Dimensions.Channel)
        && (incident.Queue is null || incident.Queue == key.Dimensions.Queue)
        && key.IntervalMs < EndOf(incident, settings)
        && settings.Calendar.EndOfInterval(key.IntervalMs) > incident.AtMs;

    private string PeerGroupOf(string agent, long instantMs) =>
        profilesOf[agent].LastOrDefault(profile => profile.ValidFromMs <= instantMs)?.PeerGroup ?? Dimensions.None;

    private static Tally Of<T>(Dictionary<T, Tally> sums, T key) where T : notnull
    {
        if (!sums.TryGetValue(key, out var sum))
            sums.Add(key, sum = new Tally());
        return sum;
    }

    private readonly record struct Stratum(string Channel, string Reason, int HourBand, string Difficulty);

    private readonly record struct Pair(Stratum Stratum, Tally Own, Tally Peers);
}
