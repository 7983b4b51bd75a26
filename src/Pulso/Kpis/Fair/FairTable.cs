using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Agents;
using Pulso.Timelines.Annotations;

namespace Pulso.Kpis.Fair;

/// <summary>An agent against the peers: the figures, and what they point to.</summary>
public sealed record FairAgent(string Agent, string PeerGroup, IReadOnlyList<FairRatio> Ratios, IReadOnlyList<FairHint> Hints);

/// <summary>Contacts that are alike.</summary>
internal readonly record struct AlikeContacts(string Channel, string Reason, int HourBand, string Difficulty);

/// <summary>A criterion in evaluations of contacts that are alike.</summary>
internal readonly record struct AlikeCriterion(AlikeContacts Contacts, string Form, string Version, string Criterion);

/// <summary>Compares agents only with their peer group and only on contacts that are alike: channel, reason, hours of the day and difficulty.</summary>
/// <param name="profiles">By agent and validity; who has none is of the peer group <c>(none)</c>.</param>
/// <param name="incidents">What fell into them is nobody's fault and is left out; one without an end lasts to the end of its business day.</param>
public sealed class FairTable(IReadOnlyList<AgentProfile> profiles, IReadOnlyList<Annotation> incidents, TenantSettings settings)
{
    private const int HoursTogether = 4;

    private readonly ILookup<string, AgentProfile> profilesOf = profiles.ToLookup(profile => profile.Agent);
    private readonly PeerSums<AlikeContacts> contacts = new();
    private readonly PeerSums<AlikeCriterion> criteria = new();

    /// <summary>Adds a cell, if it is an agent's share of contacts and no incident lies on it.</summary>
    public void Add(CellKey key, Tally tally)
    {
        if (key.Kind is not (FacetKind.Agent or FacetKind.AgentCriterion) || key.Facet!.Second.Length == 0 || incidents.Any(incident => Spoils(incident, key)))
            return;
        string agent = key.Facet.First;
        string group = PeerGroupOf(agent, key.IntervalMs);
        var alike = new AlikeContacts(key.Dimensions.Channel, key.Dimensions.Reason, settings.Calendar.HourAt(key.IntervalMs) / HoursTogether, key.Facet.Second);
        if (key.Kind == FacetKind.Agent)
            contacts.Add(agent, group, alike, tally);
        else
            criteria.Add(agent, group, new AlikeCriterion(alike, key.Facet.Scored.Form, key.Facet.Scored.Version, key.Facet.Scored.Criterion), tally);
    }

    /// <summary>The agents by name; one who changed the peer group has a row in each.</summary>
    /// <param name="version">Below its minimum sample nothing is told of an agent's figure.</param>
    public IEnumerable<FairAgent> Rows(SettingsVersion version) => contacts.Agents
        .Where(agent => agent.Agent != Dimensions.None)
        .OrderBy(agent => agent.Agent, StringComparer.Ordinal).ThenBy(agent => agent.PeerGroup, StringComparer.Ordinal)
        .Select(agent =>
        {
            var pairs = contacts.Of(agent);
            var ratios = FairMeasure.All
                .Select(measure => FairRatio.Of(measure, pairs.Select(pair => (pair.Own, pair.Others)), version.MinimumSample)).ToList();
            return new FairAgent(agent.Agent, agent.PeerGroup, ratios, [.. FairHints.Of(ratios, pairs, criteria.Of(agent), version)]);
        });

    private bool Spoils(Annotation incident, CellKey key) =>
        incident.IsAbout(key.Dimensions)
        && key.IntervalMs < incident.EndMs(settings.Calendar)
        && settings.Calendar.EndOfInterval(key.IntervalMs) > incident.AtMs;

    private string PeerGroupOf(string agent, long instantMs) =>
        profilesOf[agent].LastOrDefault(profile => profile.ValidFromMs <= instantMs)?.PeerGroup ?? Dimensions.None;
}
