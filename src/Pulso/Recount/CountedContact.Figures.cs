using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Recount;

internal sealed partial class CountedContact
{
    /// <summary>What the contact alone decides; its customer and case decide the rest.</summary>
    public void AddTo(Cells cells)
    {
        AddLegs(cells);
        AddAgentLegs(cells);
        var atStart = Cell(cells, startMs, queue);
        AddContact(atStart);
        AddRouting(atStart);
        AddMenus(cells);
        AddMessages(atStart);
        AddReceipts(atStart);
        AddBot(atStart);
        AddSentiment(atStart);
        AddResolution(cells);
        AddQuality(cells);
        AddAgents(cells);
        AddOpen(cells);
        AddClocks(cells);
    }

    /// <summary>Anchored at the leg's opening, under the leg's own queue.</summary>
    private void AddLegs(Cells cells)
    {
        foreach (var leg in legs)
        {
            var tally = Cell(cells, leg.OpenedMs, leg.Queue);
            var rules = version.Rules.For(Dimensions.Channel, leg.Queue);
            bool timed = rules.ServiceLevelMs is not null;
            bool within = leg.WaitMs <= rules.ServiceLevelMs;
            bool answered = leg.End == CountedLegEnd.Answered;
            bool abandoned = leg.End == CountedLegEnd.Abandoned;
            bool flowedOut = leg.End == CountedLegEnd.FlowedOut;
            bool isShort = abandoned && leg.WaitMs < rules.ShortAbandonMs;
            if (leg.End == CountedLegEnd.Open)
                cells.At(settings, leg.OpenedMs, Dimensions with { Queue = leg.Queue }, Facet.OfWaiting(leg.OpenedMs)).Add(Counter.Waiting);

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
    private void AddAgentLegs(Cells cells)
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
