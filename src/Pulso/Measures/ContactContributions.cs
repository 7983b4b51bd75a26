using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Measures;

/// <summary>What a contact adds to the cells: a pure function of the contact and the settings in force at its start.</summary>
public static class ContactContributions
{
    public static Cells Of(Contact contact, TenantSettings settings)
    {
        var cells = new Cells();
        var version = settings.At(contact.StartedMs);
        AddContact(contact, At(cells, settings, contact.StartedMs, contact.Dimensions));
        foreach (var leg in contact.QueueLegs)
        {
            var dimensions = contact.Dimensions with { Queue = leg.Queue };
            AddQueueLeg(leg, version.Rules.For(dimensions.Channel, leg.Queue), At(cells, settings, leg.OpenedMs, dimensions));
        }
        foreach (var leg in contact.AgentLegs)
            AddAgentLeg(leg, At(cells, settings, leg.EndedMs, contact.Dimensions with { Queue = leg.Queue }));
        if (contact.FirstSolvedMs is { } solved)
            AddResolution(contact, At(cells, settings, solved, contact.Dimensions));
        return cells.Trim();
    }

    internal static Tally At(Cells cells, TenantSettings settings, long instantMs, Dimensions dimensions)
    {
        var slot = settings.Calendar.At(instantMs);
        return cells.At(new CellKey(slot.Date, slot.IntervalMs, dimensions));
    }

    private static void AddContact(Contact contact, Tally tally)
    {
        tally.Add(Counter.Contacts);
        tally.Add(Counter.CustomerKnown, contact.Customer is not null);
        tally.Add(Counter.IvrEntered, contact.IvrEntered);
        tally.Add(Counter.IvrMs, contact.IvrMs);
        tally.Add(Counter.IvrAbandoned, contact.IvrAbandoned);
    }

    private static void AddQueueLeg(QueueLeg leg, QueueRules rules, Tally tally)
    {
        bool timed = rules.ServiceLevelMs is not null;
        bool within = leg.WaitMs <= rules.ServiceLevelMs;
        bool answered = leg.End == LegEnd.Answered;
        bool abandoned = leg.End == LegEnd.Abandoned;
        bool abandonedShort = abandoned && leg.WaitMs < rules.ShortAbandonMs;
        bool flowedOut = leg.End == LegEnd.FlowedOut;

        tally.Add(Counter.Offered);
        tally.Add(Counter.Answered, answered);
        tally.Add(Counter.Abandoned, abandoned);
        tally.Add(Counter.AbandonedShort, abandonedShort);
        tally.Add(Counter.FlowedOut, flowedOut);
        tally.Add(Counter.AnsweredWithin, answered && within);
        tally.Add(Counter.AbandonedWithin, abandoned && within);
        tally.Add(Counter.TimedOffered, timed);
        tally.Add(Counter.TimedAnswered, timed && answered);
        tally.Add(Counter.TimedAbandoned, timed && abandoned);
        tally.Add(Counter.TimedAbandonedShort, timed && abandonedShort);
        tally.Add(Counter.TimedFlowedOut, timed && flowedOut);
        if (answered)
        {
            tally.Add(Counter.WaitAnsweredMs, leg.WaitMs);
            tally.Add(Histogram.WaitAnswered, leg.WaitMs);
        }
        if (abandoned)
        {
            tally.Add(Counter.WaitAbandonedMs, leg.WaitMs);
            tally.Add(Histogram.WaitAbandoned, leg.WaitMs);
        }
    }

    private static void AddAgentLeg(AgentLeg leg, Tally tally)
    {
        tally.Add(Counter.Handled);
        tally.Add(Counter.TalkMs, leg.TalkMs);
        tally.Add(Counter.HoldMs, leg.HoldMs);
        tally.Add(Counter.WrapMs, leg.WrapMs);
        tally.Add(Counter.SilenceMs, leg.SilenceMs);
        tally.Add(Histogram.Handle, leg.HandleMs);
    }

    private static void AddResolution(Contact contact, Tally tally)
    {
        tally.Add(Counter.Resolved);
        tally.Add(Counter.ResolutionMs, Math.Max(0, contact.LastSolvedMs!.Value - contact.StartedMs));
        tally.Add(Counter.Reopened, contact.Reopened);
    }
}
