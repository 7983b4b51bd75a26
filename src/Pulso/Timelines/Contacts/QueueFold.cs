using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Timelines.Contacts;

/// <summary>How a queue leg ended.</summary>
public enum LegEnd
{
    Open,
    Answered,
    Abandoned,
    FlowedOut,
}

/// <summary>A wait in one queue, from its opening to its end.</summary>
/// <param name="WaitMs">Opening to end; 0 while it is open.</param>
/// <param name="Agent">Who answered it.</param>
public sealed record QueueLeg(long OpenedMs, string Queue, LegEnd End, long WaitMs, string? Agent);

/// <summary>One agent's work on a contact, wrap-up included, at its end.</summary>
/// <param name="Queue">The event's, else that of the last leg which this agent answered; null for the contact's.</param>
/// <param name="Agent">Whose work it was; null where that is not told.</param>
public sealed record AgentLeg(long EndedMs, string? Queue, long TalkMs, long HoldMs, long WrapMs, long SilenceMs, string? Agent)
{
    public long HandleMs => TalkMs + HoldMs + WrapMs;
}

/// <summary>Folds the legs. A leg keeps the queue of its opening; an answer without an open leg is a leg of no wait.</summary>
internal sealed class QueueFold
{
    public List<QueueLeg> QueueLegs { get; } = [];

    public List<AgentLeg> AgentLegs { get; } = [];

    public bool AnyAnswered => QueueLegs.Exists(leg => leg.End == LegEnd.Answered);

    /// <param name="queue">The contact's queue as known after this event.</param>
    /// <returns>True for an abandonment that no open leg took: it was in the IVR, if anywhere.</returns>
    public bool Apply(Event item, string? queue)
    {
        if (item.Type == EventTypes.ContactQueued)
            Queued(item.TimeMs, queue);
        else if (item.Type == EventTypes.ContactAnswered)
            Answered(item, queue);
        else if (item.Type == EventTypes.ContactHandled)
            Handled(item);
        else if (item.Type == EventTypes.ContactClosed || item.Type == EventTypes.CallbackRequested)
            End(item.TimeMs, LegEnd.FlowedOut); // who asks for a callback does not abandon
        else if (item.Type == EventTypes.ContactAbandoned)
            return !End(item.TimeMs, LegEnd.Abandoned);
        return false;
    }

    private void Queued(long timeMs, string? queue)
    {
        End(timeMs, LegEnd.FlowedOut);
        QueueLegs.Add(new QueueLeg(timeMs, queue ?? Dimensions.None, LegEnd.Open, 0, null));
    }

    private void Answered(Event item, string? queue)
    {
        if (!End(item.TimeMs, LegEnd.Answered, item.Text(Field.Agent)))
            QueueLegs.Add(new QueueLeg(item.TimeMs, queue ?? Dimensions.None, LegEnd.Answered, 0, item.Text(Field.Agent)));
    }

    private void Handled(Event item)
    {
        string? agent = item.Text(Field.Agent);
        string? answeredIn = agent is null ? null : QueueLegs.LastOrDefault(leg => leg.Agent == agent)?.Queue;
        AgentLegs.Add(new AgentLeg(
            item.TimeMs,
            item.Text(Field.Queue) ?? answeredIn,
            item.Number(Field.Talk) ?? 0,
            item.Number(Field.Hold) ?? 0,
            item.Number(Field.Wrap) ?? 0,
            item.Number(Field.Silence) ?? 0,
            agent));
    }

    private bool End(long timeMs, LegEnd end, string? agent = null)
    {
        if (QueueLegs.Count == 0 || QueueLegs[^1] is not { End: LegEnd.Open } open)
            return false;
        QueueLegs[^1] = open with { End = end, WaitMs = timeMs - open.OpenedMs, Agent = agent };
        return true;
    }
}
