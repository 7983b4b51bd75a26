namespace Pulso.Cli.Demo.Simulation;

/// <summary>Chat and WhatsApp: a bot first (on WhatsApp), then agents who hold several conversations at once.</summary>
internal sealed class Messaging(Floor floor, Desk desk) : IJourney
{
    private const double Silence = 900;

    public void Begin(SimulatedContact contact)
    {
        if (contact.Channel == "whatsapp")
            floor.Agenda.In(Math.Clamp(floor.Draw.LogNormal(75, 0.6), 15, 400), () => LeaveBot(contact));
        else
            Enter(contact);
    }

    private void LeaveBot(SimulatedContact contact)
    {
        string to = floor.Draw.OneOf([("contained", 0.3), ("hangup", 0.06), ("queue", 0.64)]);
        contact.SelfServiceLeft = (floor.Agenda.Now, to);
        if (to == "queue")
            Enter(contact);
        else
            floor.Agenda.In(to == "contained" ? 0 : Silence, () => End(contact, to == "contained"));
    }

    private void End(SimulatedContact contact, bool contained)
    {
        if (contained)
        {
            contact.Resolved.Add(floor.Agenda.Now);
            contact.Solved = true;
        }
        contact.Closed = floor.Agenda.Now;
        floor.ComeBack(contact);
    }

    private void Enter(SimulatedContact contact)
    {
        var leg = new SimulatedLeg(contact.Need.Queue, floor.Agenda.Now);
        contact.Legs.Add(leg);
        desk.Enter(leg.Queue, floor.Draw.Exponential(Centre.Line(contact.Channel).Patience), agent => Answer(contact, leg, agent), () =>
        {
            leg.AbandonedAt = contact.Closed = floor.Agenda.Now;
            floor.ComeBack(contact);
        });
    }

    private void Answer(SimulatedContact contact, SimulatedLeg leg, SimulatedAgent agent)
    {
        leg.Agent = agent;
        leg.AnsweredAt = floor.Agenda.Now + floor.Draw.Between(3, 20); // reads first
        leg.Talk = Math.Max(60, floor.Draw.LogNormal(contact.Channel == "chat" ? 460 : 540, 0.5));
        leg.Wrap = Math.Max(3, floor.Draw.LogNormal(25, 0.4));
        floor.Agenda.At(leg.TalkedUntil, () => Talked(contact, leg, agent));
        floor.Agenda.At(leg.EndedAt, () => desk.Release(agent));
    }

    private void Talked(SimulatedContact contact, SimulatedLeg leg, SimulatedAgent agent)
    {
        agent.Wrap(floor.Agenda.Now);
        if (floor.Draw.Happens(0.04))
            contact.Escalated = leg.AnsweredAt + (leg.Talk / 2);
        contact.Solved = floor.Draw.Happens(contact.Escalated is null ? 0.91 : 0.75);
        contact.Resolved.Add(floor.Agenda.Now);
        contact.Closed = leg.EndedAt;
        floor.ComeBack(contact);
    }
}
