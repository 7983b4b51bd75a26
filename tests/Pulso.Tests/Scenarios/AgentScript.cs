using System.Text.Json.Nodes;
using Pulso.Events;
using Pulso.Settings;

namespace Pulso.Tests.Scenarios;

/// <summary>One agent's states and plans; times of day are those of 2 March 2026 in UTC.</summary>
internal sealed class AgentScript(string agent, TenantSettings settings)
{
    private readonly List<Frame> frames = [];

    public IReadOnlyList<Frame> Frames => frames;

    public AgentScript State(string time, string state) => StateAt($"2026-03-02T{time}:00Z", state);

    public AgentScript StateAt(string instant, string state) => Add(EventTypes.AgentState, At.Utc(instant), (Field.State, state));

    public AgentScript Plan(params (string From, string To, string State)[] shifts) => Add(
        EventTypes.AgentScheduled, At.Utc("2026-03-01T12:00:00Z") + frames.Count,
        (Field.Shifts, new JsonArray([.. shifts.Select(shift => (JsonNode)new JsonObject
        {
            ["from"] = At.Utc($"2026-03-02T{shift.From}:00Z"),
            ["to"] = At.Utc($"2026-03-02T{shift.To}:00Z"),
            ["state"] = shift.State,
        })]).ToJsonString()));

    public Counted Counted() => Scenarios.Counted.Of(settings, frames);

    private AgentScript Add(EventType type, long timeMs, (Field, object) told)
    {
        var item = new Event(type, timeMs, EventId.Of("/test", $"{agent}/{frames.Count}"), Values.Of((Field.Agent, agent), told));
        frames.AddRange(Frame.AllOf("/test", item, null));
        return this;
    }
}
