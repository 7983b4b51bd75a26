namespace Pulso.Cli.Demo.Simulation;

/// <summary>Chat and WhatsApp: a bot first (on WhatsApp), then agents who hold several conversations at once.</summary>
internal sealed class Messaging(Floor floor, Desk desk) : LiveJourney(floor, desk)
{
    private const double Silence = 900;

    public override void Begin(SimulatedContact contact)
    {
        if (contact.Channel == "whatsapp")
            Agenda.In(Math.Clamp(Draw.LogNormal(75, 0.6), 15, 400), () => LeaveBot(contact));
        else
            Enter(contact, contact.Need.Queue);
    }

    protected override void Answer(SimulatedContact contact, SimulatedLeg leg)
    {
        leg.AnsweredAt = Agenda.Now + Draw.Between(3, 20); // reads first
        leg.Talk = Math.Max(60, Draw.LogNormal(contact.Channel == "chat" ? 460 : 540, 0.5));
        leg.Wrap = Math.Max(3, Draw.LogNormal(25, 0.4));
    }

    protected override void Talked(SimulatedContact contact, SimulatedLeg leg) => End(contact, leg, escalates: 0.04, helps: 0.91);

    private void LeaveBot(SimulatedContact contact)
    {
        string to = Draw.OneOf([("contained", 0.3), ("hangup", 0.06), ("queue", 0.64)]);
        contact.SelfServiceLeft = (Agenda.Now, to);
        if (to == "queue")
            Enter(contact, contact.Need.Queue);
        else
            Agenda.In(to == "contained" ? 0 : Silence, () => End(contact, to == "contained"));
    }
}
