using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Recounts;

internal sealed partial class CountedContact
{
    /// <summary>What the contact alone decides; its customer and case decide the rest.</summary>
    public void AddTo(Cells cells)
    {
        AddLegs(cells);
        AddAgentLegs(cells);
        var atStart = AtStart(cells);
        AddContact(atStart);
        AddRouting(atStart);
        AddMenus(cells);
        AddMessages(atStart);
        AddReceipts(atStart);
        AddBot(atStart);
        AddSentiment(atStart);
        AddResolution(cells);
        AddQuality(cells);
        AddCredits(cells);
        AddOpen(cells);
        AddClocks(cells);
    }

    /// <summary>Anchored at the leg's opening, under the leg's own queue.</summary>
    private void AddLegs(Cells cells)
    {
        foreach (var leg in legs)
        {
            AddLeg(leg, Cell(cells, leg.OpenedMs, leg.Queue));
            if (leg.End == CountedLegEnd.Open)
                Cell(cells, leg.OpenedMs, leg.Queue, Facet.OfWaiting(leg.OpenedMs)).Add(Counter.Waiting);
        }
    }

    private void AddLeg(CountedLeg leg, Tally tally)
    {
        var rules = version.Rules.For(Dimensions.Channel, leg.Queue);
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

    /// <summary>Anchored at its end, under the queue that the event names, else of this agent's last leg, else of the contact; and once more as the agent's own.</summary>
    private void AddAgentLegs(Cells cells)
    {
        foreach (var (position, item) in events.Index().Where(step => step.Item.Type == EventTypes.ContactHandled))
        {
            string ofQueue = item.Text(Field.Queue) ?? QueueAnsweredBy(item.Text(Field.Agent), position) ?? queue;
            var tally = Cell(cells, item.TimeMs, ofQueue);
            AddHandling(item, tally);
            tally.Add(Histogram.Handle, HandleMs(item));
            AddHandling(item, Cell(cells, item.TimeMs, ofQueue, Facet.OfAgent(Known(item, Field.Agent), Band)));
        }
    }

    private static void AddHandling(Event handled, Tally tally)
    {
        tally.Add(Counter.Handled);
        tally.Add(Counter.TalkMs, handled.Number(Field.Talk) ?? 0);
        tally.Add(Counter.HoldMs, handled.Number(Field.Hold) ?? 0);
        tally.Add(Counter.WrapMs, handled.Number(Field.Wrap) ?? 0);
        tally.Add(Counter.SilenceMs, handled.Number(Field.Silence) ?? 0);
    }

    private static long HandleMs(Event handled) =>
        (handled.Number(Field.Talk) ?? 0) + (handled.Number(Field.Hold) ?? 0) + (handled.Number(Field.Wrap) ?? 0);

    private void AddContact(Tally tally)
    {
        bool timed = Rules.ServiceLevelMs is not null;
        tally.Add(Counter.Contacts);
        tally.Add(Counter.CustomerKnown, Customer is not null);
        tally.Add(Counter.Classified, Values(Field.Reason).Any());
        tally.Add(Counter.Attended, IsAttended);
        tally.Add(Counter.NeededHuman, NeededHuman);
        tally.Add(Counter.TimedNeededHuman, NeededHuman && timed);
        tally.Add(Counter.Unanswered, NeededHuman && IsClosed && !IsAttended);
    }

    /// <summary>The queue of the last leg that the agent answered before a position; null without such a leg.</summary>
    private string? QueueAnsweredBy(string? agent, int position) =>
        agent is null ? null : legs.LastOrDefault(leg => leg.Agent == agent && leg.AnsweredAt < position)?.Queue;
}
