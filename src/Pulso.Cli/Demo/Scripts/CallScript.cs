using System.Text.Json.Nodes;
using Pulso.Cli.Demo.Simulation;

namespace Pulso.Cli.Demo.Scripts;

/// <summary>A call as a telephone system reports it.</summary>
internal static class CallScript
{
    public static void Write(Journal journal, SimulatedContact contact, Draw draw)
    {
        var notes = new ContactNotes(journal, Journal.Pbx, contact);
        notes.Started();
        Ivr(notes, contact);
        notes.Queued();
        foreach (var leg in contact.Legs.Where(leg => leg.Transfer is not null))
            notes.Add("contact.transferred", leg.TalkedUntil, new JsonObject { ["kind"] = leg.Transfer, ["toQueue"] = contact.Legs[^1].Queue });
        notes.Handled(draw.Between(0.04, 0.14));
        if (contact.SelfServiceLeft is { To: "hangup" } left)
            notes.Add("contact.abandoned", left.At);
        bool isHandled = contact.Legs.Exists(leg => leg.Agent is not null);
        if (isHandled && draw.Happens(0.93))
            notes.Classified(contact.Legs[^1].Agent is null ? contact.Legs[0].TalkedUntil : contact.Legs[^1].TalkedUntil);
        notes.Ended(isHandled ? "agent" : "system");
        if (isHandled && draw.Happens(0.03))
            Evaluated(notes, contact.Legs.First(leg => leg.Agent is not null), draw);
    }

    private static void Ivr(ContactNotes notes, SimulatedContact contact)
    {
        notes.Add("ivr.entered", contact.Start);
        if (contact.SelfServiceLeft is not var (at, to))
            return;
        string option = contact.Need.Queue switch { Centre.Ventas => "1 ventas", Centre.Soporte => "2 soporte", _ => "3 facturación" };
        notes.Add("ivr.selected", contact.Start + (0.6 * (at - contact.Start)), new JsonObject { ["menu"] = "principal", ["option"] = option });
        notes.Add("ivr.left", at, new JsonObject { ["to"] = to });
    }

    private static void Evaluated(ContactNotes notes, SimulatedLeg leg, Draw draw)
    {
        int greeting = 60 + draw.Below(41);
        int listening = 60 + draw.Below(41);
        int solution = 50 + draw.Below(51);
        notes.Add("quality.evaluated", leg.EndedAt + 3_600, new JsonObject
        {
            ["agent"] = leg.Agent!.Name,
            ["evaluator"] = "calidad-01",
            ["form"] = "voz",
            ["formVersion"] = "1",
            ["score"] = greeting + listening + solution,
            ["max"] = 300,
            ["criteria"] = new JsonObject { ["saludo"] = greeting, ["escucha"] = listening, ["solución"] = solution },
        });
    }
}
