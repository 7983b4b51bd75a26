using System.Globalization;
using System.Text.Json;
using Pulso.Events;

namespace Pulso.Timelines.Agents;

/// <summary>Who an agent is from an instant on, until the next profile.</summary>
/// <param name="Skills">In the order in which they were given, joined by <c>;</c>.</param>
/// <param name="PeerGroup">Whose work this agent's is compared with.</param>
public sealed record AgentProfile(
    string Agent, long ValidFromMs, string? Team, string? Supervisor, string? Site, string? Skills, string? PeerGroup)
{
    private const int Sheets = 16;

    /// <summary>The timelines that hold the profiles of all agents, so that they are read in few steps.</summary>
    public static IEnumerable<TimelineKey> AllKeys => Enumerable.Range(0, Sheets).Select(KeyOf);

    public static TimelineKey KeyOf(string agent) => KeyOf((int)(EventId.Hash(agent) % Sheets));

    /// <summary>The profiles among some events: by agent and validity; of those valid from one instant the last in contract order.</summary>
    /// <remarks>A profile without <c>validFrom</c> is valid from its event on.</remarks>
    public static IEnumerable<AgentProfile> AllOf(IEnumerable<Event> events) => events
        .Where(item => item.Type == EventTypes.AgentProfiled)
        .GroupBy(item => (Agent: item.Text(Field.Agent)!, FromMs: item.Number(Field.ValidFrom) ?? item.TimeMs))
        .OrderBy(same => same.Key.Agent, StringComparer.Ordinal).ThenBy(same => same.Key.FromMs)
        .Select(same => Read(same.Last(), same.Key.FromMs));

    private static AgentProfile Read(Event item, long fromMs) => new(
        item.Text(Field.Agent)!, fromMs, item.Text(Field.Team), item.Text(Field.Supervisor), item.Text(Field.Site),
        item.Text(Field.Skills) is { } skills ? string.Join(';', JsonSerializer.Deserialize<string[]>(skills)!) : null, item.Text(Field.PeerGroup));

    private static TimelineKey KeyOf(int sheet) => new(TimelineKind.Tenant, string.Create(CultureInfo.InvariantCulture, $"agents {sheet}"));
}
