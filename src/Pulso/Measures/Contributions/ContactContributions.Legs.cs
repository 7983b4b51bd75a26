using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Measures.Contributions;

public static partial class ContactContributions
{
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
        AddHandling(leg, tally);
        tally.Add(Histogram.Handle, leg.HandleMs);
    }

    private static void AddHandling(AgentLeg leg, Tally tally)
    {
        tally.Add(Counter.Handled);
        tally.Add(Counter.TalkMs, leg.TalkMs);
        tally.Add(Counter.HoldMs, leg.HoldMs);
        tally.Add(Counter.WrapMs, leg.WrapMs);
        tally.Add(Counter.SilenceMs, leg.SilenceMs);
    }
}
