namespace Pulso.Cli.Demo.Simulation;

/// <summary>Calls: through the IVR into a queue, to an agent, at times on to another.</summary>
internal sealed class Calling(Floor floor, Desk desk) : LiveJourney(floor, desk)
{
    private static readonly string[] SelfServed = ["saldo", "copia de factura", "medio de pago"];

    public override void Begin(SimulatedContact contact)
    {
        double menus = Math.Clamp(Draw.LogNormal(32, 0.5), 8, 150);
        Agenda.In(menus, () => LeaveIvr(contact));
    }

    protected override void Answer(SimulatedContact contact, SimulatedLeg leg)
    {
        leg.AnsweredAt = Agenda.Now + Draw.Between(1, 5); // rings
        leg.Talk = Math.Max(20, Draw.LogNormal(Centre.Talk(leg.Queue), 0.6));
        leg.Hold = Draw.Happens(0.22) ? Draw.Exponential(55) : 0;
        leg.Wrap = Math.Max(4, Draw.LogNormal(38, 0.5));
    }

    protected override void Talked(SimulatedContact contact, SimulatedLeg leg)
    {
        if (contact.Legs.Count == 1 && Draw.Happens(0.06))
        {
            leg.Transfer = Draw.Happens(0.6) ? "warm" : "cold";
            Enter(contact, Centre.Other(leg.Queue, Draw));
        }
        else
        {
            End(contact, leg, escalates: 0.05, helps: 0.92);
        }
    }

    private void LeaveIvr(SimulatedContact contact)
    {
        bool contained = SelfServed.Contains(contact.Need.Reason) && Draw.Happens(0.35);
        string to = contained ? "contained" : Draw.Happens(0.04) ? "hangup" : "queue";
        contact.SelfServiceLeft = (Agenda.Now, to);
        if (to == "queue")
            Enter(contact, contact.Need.Queue);
        else
            End(contact, contained);
    }
}
