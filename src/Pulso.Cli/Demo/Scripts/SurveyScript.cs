using System.Text.Json.Nodes;
using Pulso.Cli.Demo.Simulation;

namespace Pulso.Cli.Demo.Scripts;

/// <summary>What customers are asked afterwards, and what some of them answer.</summary>
internal sealed class SurveyScript(Journal journal, Draw draw)
{
    private const int Relational = 140;

    /// <summary>One transactional survey after a contact that ended, at most.</summary>
    public void Ask(SimulatedContact contact)
    {
        if (contact.Closed is not { } closed || contact.Resolved.Count == 0 || !draw.Happens(0.62))
            return;
        var (survey, kind, min, max) = Survey(contact.Channel);
        string response = $"{contact.Id}-{survey}";
        double asked = closed + 60;
        Note(response, "survey.requested", asked, contact, new JsonObject { ["survey"] = survey, ["kind"] = kind });
        if (!draw.Happens(0.27))
            return;
        double answered = asked + draw.LogNormal(900, 1);
        int score = Score(contact, min, max);
        Note(response, "survey.answered", answered, contact, Answer(survey, kind, score, min, max));
        if (score < min + (0.4 * (max - min)) && draw.Happens(0.45))
        {
            Note(response, "survey.followed-up", answered + draw.Between(1_800, 9_000), contact, new JsonObject
            {
                ["survey"] = survey,
                ["by"] = "calidad-01",
                ["themes"] = new JsonArray(contact.IsSlow() ? "espera" : "solución"),
            });
        }
    }

    /// <summary>The quarterly survey among customers, which is about no contact.</summary>
    public void AskCustomers()
    {
        for (int i = 1; i <= Relational; i++)
        {
            int score = draw.OneOf([(10, 0.24), (9, 0.24), (8, 0.18), (7, 0.12), (6, 0.07), (5, 0.06), (3, 0.05), (1, 0.04)]);
            var data = Answer("relacional", "nps", score, 0, 10);
            data["mode"] = "relational";
            data["customer"] = journal.Named($"panel-{i:000}");
            journal.Note(Journal.Surveys, $"relacional-{i:000}", "survey.answered", draw.Between(9, 21) * 3_600, null, data);
        }
    }

    private void Note(string response, string type, double at, SimulatedContact contact, JsonObject data)
    {
        data["response"] = journal.Named(response);
        journal.Note(Journal.Surveys, $"{response}/{type}", type, at, journal.Named(contact.Id), data);
    }

    private (string Survey, string Kind, int Min, int Max) Survey(string channel) => channel switch
    {
        "helpdesk" or "email" => ("esfuerzo", "ces", 1, 7),
        _ when draw.Happens(0.2) => ("recomendación", "nps", 0, 10),
        _ => ("satisfacción", "csat", 1, 5),
    };

    /// <summary>Most are content; those who waited long or were not helped are less so.</summary>
    private int Score(SimulatedContact contact, int min, int max)
    {
        double mood = draw.Between(0.62, 1.08) - (contact.Solved ? 0 : 0.4) - (contact.IsSlow() ? 0.15 : 0) - (draw.Happens(0.12) ? 0.35 : 0);
        return min + (int)Math.Round(Math.Clamp(mood, 0, 1) * (max - min));
    }

    private static JsonObject Answer(string survey, string kind, int score, int min, int max) =>
        new() { ["survey"] = survey, ["kind"] = kind, ["score"] = score, ["min"] = min, ["max"] = max };
}
