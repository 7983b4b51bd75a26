using Pulso.Measures;
using Pulso.Timelines.Agents;

namespace Pulso.Functions.Bi.Tables;

/// <summary>Who the agents were and when: a row per profile, valid in [valid_from, valid_to), the last one without end.</summary>
public static class DimAgent
{
    public static readonly BiTable Table = new("dim_agent", BiTable.Whole,
    [
        new("tenant", "text"), new("agent", "text"), new("valid_from", "instant"), new("valid_to", "instant"), new("team", "text"),
        new("supervisor", "text"), new("site", "text"), new("skills", "text"), new("peer_group", "text"),
    ]);

    /// <param name="profiles">By agent and validity.</param>
    public static CsvFile File(string tenant, IReadOnlyList<AgentProfile> profiles) => CsvFile.Of(
        Table, "", profiles.Select((profile, place) => Row(tenant, profile, profiles.ElementAtOrDefault(place + 1))));

    private static string[] Row(string tenant, AgentProfile profile, AgentProfile? next) =>
    [
        tenant, profile.Agent, CsvFile.Instant(profile.ValidFromMs), next?.Agent == profile.Agent ? CsvFile.Instant(next.ValidFromMs) : "",
        profile.Team ?? Dimensions.None, profile.Supervisor ?? Dimensions.None, profile.Site ?? Dimensions.None, profile.Skills ?? Dimensions.None,
        profile.PeerGroup ?? Dimensions.None,
    ];
}
