using System.Text.Json.Nodes;
using Pulso.Cli.Demo.Simulation;

namespace Pulso.Cli.Demo.Scripts;

/// <summary>A chat or WhatsApp conversation as a messaging platform reports it.</summary>
internal sealed class MessageScript
{
    private readonly ContactNotes notes;
    private readonly SimulatedContact contact;
    private readonly Draw draw;
    private int messages;

    private MessageScript(Journal journal, SimulatedContact contact, Draw draw) =>
        (notes, this.contact, this.draw) = (new ContactNotes(journal, Journal.Digital, contact), contact, draw);

    public static void Write(Journal journal, SimulatedContact contact, Draw draw) => new MessageScript(journal, contact, draw).Write();

    private void Write()
    {
        notes.Started();
        Received(contact.Start);
        Bot();
        notes.Queued();
        foreach (var leg in contact.Legs.Where(leg => leg.Agent is not null))
            Talked(leg);
        notes.Handled();
        notes.Ended(contact.Legs.Count == 0 ? "bot" : "agent");
    }

    private void Bot()
    {
        if (contact.Channel != "whatsapp")
            return;
        notes.Add("bot.engaged", contact.Start);
        Sent(contact.Start + 1.5, "bot", null);
        if (contact.SelfServiceLeft is not var (at, to))
            return;
        if (to != "hangup")
            Received(contact.Start + (0.7 * (at - contact.Start)));
        if (to == "contained")
            Sent(at - 1, "bot", null);
        if (to == "queue")
            notes.Add("bot.handed-over", at, new JsonObject { ["withContext"] = draw.Happens(0.85) });
    }

    private void Talked(SimulatedLeg leg)
    {
        int turns = 2 + draw.Below(3);
        double turn = leg.Talk / turns;
        for (int i = 0; i < turns; i++)
        {
            Sent(leg.AnsweredAt + (i * turn) + (i == 0 ? 0 : draw.Between(0.5, 0.9) * turn), "agent", leg.Agent!.Name);
            Received(leg.AnsweredAt + (i * turn) + ((i == 0 ? 0.5 : 0.4) * turn));
        }
        if (draw.Happens(0.9))
            notes.Classified(leg.TalkedUntil);
        double mood = (contact.Solved ? 0.35 : -0.4) - (leg.AnsweredAt - leg.QueuedAt > 120 ? 0.3 : 0) + draw.Between(-0.4, 0.4);
        decimal score = Math.Round((decimal)Math.Clamp(mood, -1, 1), 3);
        notes.Add("sentiment.scored", leg.TalkedUntil, new JsonObject { ["score"] = score, ["model"] = "plataforma" });
    }

    private void Received(double at) => notes.Add("message.received", at, new JsonObject { ["messageId"] = NextMessage() });

    private void Sent(double at, string by, string? agent)
    {
        string message = NextMessage();
        var data = new JsonObject { ["by"] = by, ["messageId"] = message };
        if (agent is not null)
            data["agent"] = agent;
        notes.Add("message.sent", at, data);
        if (contact.Channel != "whatsapp")
            return;
        notes.Add("message.delivered", at + draw.Between(0.5, 3), new JsonObject { ["messageId"] = message });
        if (draw.Happens(0.82))
            notes.Add("message.read", at + 3 + draw.Exponential(25), new JsonObject { ["messageId"] = message });
    }

    private string NextMessage() => $"{notes.Subject}-m{++messages}";
}
