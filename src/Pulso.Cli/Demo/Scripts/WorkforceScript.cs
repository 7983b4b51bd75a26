using System.Text.Json.Nodes;
using Pulso.Cli.Demo.Simulation;

namespace Pulso.Cli.Demo.Scripts;

/// <summary>The agents of a day: who they are, what was planned, what they did.</summary>
internal static class WorkforceScript
{
    public static void Write(Journal journal, Floor floor)
    {
        foreach (var agent in floor.Desks.SelectMany(desk => desk.Agents))
        {
            Profiled(journal, agent);
            Scheduled(journal, agent);
            int count = 0;
            foreach (var (at, state) in agent.States)
            {
                Note(journal, agent, $"state-{++count:000}", "agent.state", at, new JsonObject { ["state"] = state });
            }
        }
    }

    private static void Profiled(Journal journal, SimulatedAgent agent) => Note(journal, agent, "profile", "agent.profiled", 0, new JsonObject
    {
        ["team"] = agent.Team,
        ["supervisor"] = $"supervisor-{agent.Team}",
        ["site"] = "Bogotá",
        ["skills"] = new JsonArray([.. agent.Skills.Select(skill => (JsonNode)skill)]),
        ["peerGroup"] = agent.Team,
        ["validFrom"] = journal.Instant(0),
    });

    private static void Scheduled(Journal journal, SimulatedAgent agent)
    {
        JsonObject Shift(double from, double to, string state) =>
            new() { ["from"] = journal.Instant(from), ["to"] = journal.Instant(to), ["state"] = state };
        Note(journal, agent, "plan", "agent.scheduled", 1, new JsonObject
        {
            ["shifts"] = new JsonArray(
                Shift(agent.Shift.From, agent.Break.From, "available"),
                Shift(agent.Break.From, agent.Break.To, "break"),
                Shift(agent.Break.To, agent.Shift.To, "available")),
        });
    }

    private static void Note(Journal journal, SimulatedAgent agent, string what, string type, double at, JsonObject data)
    {
        data["agent"] = agent.Name;
        journal.Note(Journal.Pbx, $"{agent.Name}/{what}", type, at, null, data);
    }
}
