namespace Pulso.Cli.Demo.Simulation;

/// <summary>Calls: through the IVR into a queue, to an agent, at times on to another.</summary>
internal sealed class Calling(Floor floor, Desk desk) : IJourney
{
    private static readonly string[] SelfServed = ["saldo", "copia de factura", "medio de pago"];

    public void Begin(SimulatedContact contact)
    {
        double menus = Math.Clamp(floor.Draw.LogNormal(32, 0.5), 8, 150);
        floor.Agenda.In(menus, () => LeaveIvr(contact));
    }

    private void LeaveIvr(SimulatedContact contact)
    {
        bool contained = SelfServed.Contains(contact.Need.Reason) && floor.Draw.Happens(0.35);
        string to = contained ? "contained" : floor.Draw.Happens(0.04) ? "hangup" : "queue";
        contact.SelfServiceLeft = (floor.Agenda.Now, to);
        if (to == "queue")
            Enter(contact, contact.Need.Queue);
        else
            End(contact, contained);
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

    private void Enter(SimulatedContact contact, string queue)
    {
        var leg = new SimulatedLeg(queue, floor.Agenda.Now);
        contact.Legs.Add(leg);
        desk.Enter(queue, floor.Draw.Exponential(Centre.Line(contact.Channel).Patience), agent => Answer(contact, leg, agent), () =>
        {
            leg.AbandonedAt = contact.Closed = floor.Agenda.Now;
            floor.ComeBack(contact);
        });
    }

    private void Answer(SimulatedContact contact, SimulatedLeg leg, SimulatedAgent agent)
    {
        var draw = floor.Draw;
        leg.Agent = agent;
        leg.AnsweredAt = floor.Agenda.Now + draw.Between(1, 5); // rings
        leg.Talk = Math.Max(20, draw.LogNormal(Centre.Talk(leg.Queue), 0.6));
        leg.Hold = draw.Happens(0.22) ? draw.Exponential(55) : 0;
        leg.Wrap = Math.Max(4, draw.LogNormal(38, 0.5));
        floor.Agenda.At(leg.TalkedUntil, () => Talked(contact, leg, agent));
        floor.Agenda.At(leg.EndedAt, () => desk.Release(agent));
    }

    private void Talked(SimulatedContact contact, SimulatedLeg leg, SimulatedAgent agent)
    {
        agent.Wrap(floor.Agenda.Now);
        if (contact.Legs.Count == 1 && floor.Draw.Happens(0.06))
        {
            leg.Transfer = floor.Draw.Happens(0.6) ? "warm" : "cold";
            Enter(contact, Centre.Other(leg.Queue, floor.Draw));
            return;
        }
        if (floor.Draw.Happens(0.05))
            contact.Escalated = leg.AnsweredAt + (leg.Talk / 2);
        contact.Solved = floor.Draw.Happens(contact.Escalated is null ? 0.92 : 0.75);
        contact.Resolved.Add(floor.Agenda.Now);
        contact.Closed = leg.EndedAt;
        floor.ComeBack(contact);
    }
}
