using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Recount;

internal sealed partial class CountedContact
{
    /// <summary>Anchored at the leg's opening, under the leg's own queue.</summary>
    public void AddLegs(Cells cells)
    {
        foreach (var leg in legs)
        {
            var tally = Cell(cells, leg.OpenedMs, leg.Queue);
            var rules = version.Rules.For(channel, leg.Queue);
            bool timed = rules.ServiceLevelMs is not null;
            bool within = leg.WaitMs <= rules.ServiceLevelMs;
            bool answered = leg.End == CountedLegEnd.Answered;
            bool abandoned = leg.End == CountedLegEnd.Abandoned;
            bool flowedOut = leg.End == CountedLegEnd.FlowedOut;
            bool isShort = abandoned && leg.WaitMs < rules.ShortAbandonMs;

            tally.Add(Counter.Offered);
            tally.Add(Counter.Answered, answered);
            tally.Add(Counter.Abandoned, abandoned);
            tally.Add(Counter.FlowedOut, flowedOut);
            tally.Add(Counter.AbandonedShort, isShort);
            tally.Add(Counter.AnsweredWithin, answered && within);
            tally.Add(Counter.AbandonedWithin, abandoned && within);
            tally.Add(Counter.TimedOffered, timed);
            tally.Add(Counter.TimedAnswered, timed && answered);
            tally.Add(Counter.TimedAbandoned, timed && abandoned);
            tally.Add(Counter.TimedAbandonedShort, timed && isShort);
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
    }

    /// <summary>Anchored at its end, under the queue that the event names, else of this agent's last leg, else of the contact.</summary>
    public void AddAgentLegs(Cells cells)
    {
        for (int position = 0; position < events.Count; position++)
        {
            var item = events[position];
            if (item.Type != EventTypes.ContactHandled)
                continue;
            long talk = item.Number(Field.Talk) ?? 0;
            long hold = item.Number(Field.Hold) ?? 0;
            long wrap = item.Number(Field.Wrap) ?? 0;
            var tally = Cell(cells, item.TimeMs, item.Text(Field.Queue) ?? QueueAnsweredBy(item.Text(Field.Agent), position) ?? queue);
            tally.Add(Counter.Handled);
            tally.Add(Counter.TalkMs, talk);
            tally.Add(Counter.HoldMs, hold);
            tally.Add(Counter.WrapMs, wrap);
            tally.Add(Counter.SilenceMs, item.Number(Field.Silence) ?? 0);
            tally.Add(Histogram.Handle, talk + hold + wrap);
        }
    }

    /// <summary>Anchored at the contact's start, under its last known queue.</summary>
    public void AddContact(Cells cells)
    {
        var tally = Cell(cells, startMs, queue);
        bool entered = Any(EventTypes.IvrEntered);
        bool left = Any(EventTypes.ContactAbandoned) || All(EventTypes.IvrLeft).Any(item => item.Text(Field.LeftTo) == "hangup");
        tally.Add(Counter.Contacts);
        tally.Add(Counter.CustomerKnown, Customer is not null);
        tally.Add(Counter.IvrEntered, entered);
        tally.Add(Counter.IvrMs, IvrMs());
        tally.Add(Counter.IvrAbandoned, entered && left && legs.Count == 0);
    }

    /// <summary>Anchored at the first resolution: a contact ever solved counts once, up to its last resolution.</summary>
    public void AddResolution(Cells cells)
    {
        if (solvedMs.Count == 0)
            return;
        var tally = Cell(cells, solvedMs[0], queue);
        tally.Add(Counter.Resolved);
        tally.Add(Counter.ResolutionMs, Math.Max(0, solvedMs[^1] - startMs));
        tally.Add(Counter.Reopened, Any(EventTypes.ContactReopened));
    }

    /// <summary>Anchored at the start of an eligible contact.</summary>
    public void AddFirstContactResolution(Cells cells, bool recontacted)
    {
        var tally = Cell(cells, startMs, queue);
        tally.Add(Counter.FcrEligible);
        tally.Add(Counter.Recontacted, recontacted);
        tally.Add(Counter.Fcr, !recontacted && !Any(EventTypes.ContactReopened) && !Any(EventTypes.ContactEscalated));
    }

    /// <summary>The queue of the last leg that the agent answered before a position; null without such a leg.</summary>
    private string? QueueAnsweredBy(string? agent, int position) =>
        agent is null ? null : legs.LastOrDefault(leg => leg.Agent == agent && leg.AnsweredAt < position)?.Queue;

    /// <summary>The spans from each entry, the first of several in a row, to the next <c>ivr.left</c>.</summary>
    private long IvrMs()
    {
        long sum = 0;
        long? enteredMs = null;
        foreach (var item in events)
        {
            if (item.Type == EventTypes.IvrEntered)
                enteredMs ??= item.TimeMs;
            if (item.Type == EventTypes.IvrLeft)
                (sum, enteredMs) = (sum + item.TimeMs - (enteredMs ?? item.TimeMs), null);
        }
        return sum;
    }
}
