namespace Pulso.Cli.Demo.Simulation;

/// <summary>How contacts go for which the customer stays: a machine first, a queue that patience leaves, an agent.</summary>
internal abstract class LiveJourney(Floor floor, Desk desk) : IJourney
{
    private const double HelpsWhenEscalated = 0.75;

    protected Agenda Agenda => floor.Agenda;

    protected Draw Draw => floor.Draw;

    public abstract void Begin(SimulatedContact contact);

    /// <summary>An agent has the contact now: how long do its parts take?</summary>
    protected abstract void Answer(SimulatedContact contact, SimulatedLeg leg);

    /// <summary>Customer and agent have said all.</summary>
    protected abstract void Talked(SimulatedContact contact, SimulatedLeg leg);

    protected void Enter(SimulatedContact contact, string queue)
    {
        var leg = new SimulatedLeg(queue, Agenda.Now);
        contact.Legs.Add(leg);
        desk.Enter(queue, Draw.Exponential(Centre.Line(contact.Channel).Patience), agent => Serve(contact, leg, agent), () =>
        {
            leg.AbandonedAt = contact.Closed = Agenda.Now;
            floor.ComeBack(contact);
        });
    }

    /// <summary>The contact ends with the machine.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="contained">True if the machine has helped.</param>
    protected void End(SimulatedContact contact, bool contained)
    {
        if (contained)
        {
            contact.Resolved.Add(Agenda.Now);
            contact.Solved = true;
        }
        contact.Closed = Agenda.Now;
        floor.ComeBack(contact);
    }

    /// <summary>The contact ends with the agent.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="leg">Its last leg.</param>
    /// <param name="escalates">How probable it is that a supervisor was asked for.</param>
    /// <param name="helps">How probable it is that this helps the customer, if nobody was.</param>
    protected void End(SimulatedContact contact, SimulatedLeg leg, double escalates, double helps)
    {
        if (Draw.Happens(escalates))
            contact.Escalated = leg.AnsweredAt + (leg.Talk / 2);
        contact.Solved = Draw.Happens(contact.Escalated is null ? helps : HelpsWhenEscalated);
        contact.Resolved.Add(Agenda.Now);
        contact.Closed = leg.EndedAt;
        floor.ComeBack(contact);
    }

    private void Serve(SimulatedContact contact, SimulatedLeg leg, SimulatedAgent agent)
    {
        leg.Agent = agent;
        Answer(contact, leg);
        Agenda.At(leg.TalkedUntil, () =>
        {
            agent.Wrap(Agenda.Now);
            Talked(contact, leg);
        });
        Agenda.At(leg.EndedAt, () => desk.Release(agent));
    }
}
