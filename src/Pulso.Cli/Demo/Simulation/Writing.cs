namespace Pulso.Cli.Demo.Simulation;

/// <summary>E-mails and tickets: worked off one after the other; some wait for the customer, some are reopened.</summary>
internal sealed class Writing(Floor floor, Desk desk) : IJourney
{
    private const double UntilClosed = 1_800;

    public void Begin(SimulatedContact contact) => Enter(contact);

    private void Enter(SimulatedContact contact)
    {
        var leg = new SimulatedLeg(contact.Need.Queue, floor.Agenda.Now);
        desk.Enter(leg.Queue, double.PositiveInfinity, agent => Take(contact, leg, agent), () => { });
    }

    private void Take(SimulatedContact contact, SimulatedLeg leg, SimulatedAgent agent)
    {
        contact.Legs.Add(leg);
        leg.Agent = agent;
        leg.AnsweredAt = floor.Agenda.Now;
        leg.Talk = Math.Max(40, floor.Draw.LogNormal(contact.Channel == "email" ? 270 : 520, 0.6));
        leg.Wrap = Math.Max(5, floor.Draw.LogNormal(35, 0.4));
        floor.Agenda.At(leg.TalkedUntil, () => Worked(contact, agent));
        floor.Agenda.At(leg.EndedAt, () => desk.Release(agent));
    }

    private void Worked(SimulatedContact contact, SimulatedAgent agent)
    {
        agent.Wrap(floor.Agenda.Now);
        if (contact.Legs.Count == 1 && floor.Draw.Happens(contact.Channel == "email" ? 0.08 : 0.22))
            Ask(contact);
        else
            Resolve(contact);
    }

    private void Ask(SimulatedContact contact)
    {
        double answer = floor.Draw.LogNormal(3_000, 0.7);
        contact.Paused = new Span(floor.Agenda.Now, floor.Agenda.Now + answer);
        floor.Agenda.In(answer, () => Enter(contact));
    }

    private void Resolve(SimulatedContact contact)
    {
        contact.Resolved.Add(floor.Agenda.Now);
        if (contact.Resolved.Count == 1 && floor.Draw.Happens(0.05))
            contact.Escalated = floor.Agenda.Now - 1;
        contact.Solved = true;
        if (contact.Reopened is null && floor.Draw.Happens(0.05))
        {
            floor.Agenda.In(floor.Draw.LogNormal(4_500, 0.6), () =>
            {
                contact.Reopened = floor.Agenda.Now;
                Enter(contact);
            });
            return;
        }
        contact.Closed = floor.Agenda.Now + UntilClosed;
        floor.ComeBack(contact);
    }
}
