using System.Text.Json.Nodes;
using Pulso.Cli.Demo.Simulation;

namespace Pulso.Cli.Demo.Scripts;

/// <summary>An e-mail or a ticket as a help desk reports it: no queue legs, but turns of agents, answers and resolutions.</summary>
internal static class LetterScript
{
    public static void Write(Journal journal, SimulatedContact contact, Draw draw)
    {
        var notes = new ContactNotes(journal, Journal.Digital, contact);
        notes.Started(new JsonObject { ["queue"] = contact.Need.Queue });
        notes.Add("message.received", contact.Start, new JsonObject { ["messageId"] = $"{notes.Subject}-in" });
        int replies = 0;
        foreach (var leg in contact.Legs)
        {
            notes.Add("message.sent", leg.TalkedUntil, new JsonObject
            {
                ["by"] = "agent",
                ["agent"] = leg.Agent!.Name,
                ["messageId"] = $"{notes.Subject}-out{++replies}",
            });
        }
        if (contact.Paused is { } pause)
        {
            notes.Add("contact.paused", pause.From);
            notes.Add("contact.resumed", pause.To);
            notes.Add("message.received", pause.To, new JsonObject { ["messageId"] = $"{notes.Subject}-more" });
        }
        notes.Handled();
        if (contact.Legs.Count > 0 && draw.Happens(0.97))
            notes.Classified(contact.Legs[0].AnsweredAt + 20);
        notes.Ended("agent");
    }
}
