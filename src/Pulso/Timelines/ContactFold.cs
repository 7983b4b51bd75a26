using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Timelines;

/// <summary>Folds a contact's events, in contract order, into the contact.</summary>
/// <remarks>What may be known late (direction, reason, priority, customer) is settled at the end; a leg keeps the queue of its opening.</remarks>
public sealed class ContactFold
{
    private readonly List<QueueLeg> queueLegs = [];
    private readonly List<AgentLeg> agentLegs = [];

    private long? startedMs;
    private string? channel;
    private string? direction;
    private string? queue;
    private string? reason;
    private string? priority;
    private string? customer;
    private long? difficulty;

    private bool ivrEntered;
    private bool ivrLeftEarly;
    private long? ivrOpenMs;
    private long ivrMs;

    private long? firstSolvedMs;
    private long? lastSolvedMs;
    private bool reopened;
    private bool escalated;

    private ContactFold()
    {
    }

    /// <param name="events">A contact's events: at least one.</param>
    public static Contact? Of(EventSet events)
    {
        var fold = new ContactFold();
        var own = events.Where(item => item.Type.About == About.Contact).ToList();
        if (own.Count == 0)
            return null;
        foreach (var item in own)
        {
            fold.Note(item);
            fold.Apply(item);
        }
        return fold.Close(own[0].TimeMs);
    }

    private void Note(Event item)
    {
        channel ??= item.Text(Field.Channel);
        direction ??= item.Text(Field.Direction);
        queue = item.Text(Field.Queue) ?? queue;
        reason = item.Text(Field.Reason) ?? reason;
        priority = item.Text(Field.Priority) ?? priority;
        customer = item.Text(Field.Customer) ?? customer;
        difficulty = item.Number(Field.Difficulty) ?? difficulty;
    }

    private void Apply(Event item)
    {
        if (item.Type == EventTypes.ContactStarted)
            startedMs ??= item.TimeMs;
        else if (item.Type == EventTypes.ContactQueued)
            Queued(item);
        else if (item.Type == EventTypes.ContactAnswered)
            Answered(item);
        else if (item.Type == EventTypes.ContactAbandoned)
            Abandoned(item);
        else if (item.Type == EventTypes.ContactHandled)
            Handled(item);
        else if (item.Type == EventTypes.ContactClosed)
            EndLeg(item.TimeMs, LegEnd.FlowedOut);
        else if (item.Type == EventTypes.ContactResolved && item.Text(Field.Outcome) != "unsolved")
            Solved(item.TimeMs);
        else if (item.Type == EventTypes.ContactReopened)
            reopened = true;
        else if (item.Type == EventTypes.ContactEscalated)
            escalated = true;
        else if (item.Type == EventTypes.IvrEntered)
            EnteredIvr(item.TimeMs);
        else if (item.Type == EventTypes.IvrLeft)
            LeftIvr(item);
    }

    private void Queued(Event item)
    {
        EndLeg(item.TimeMs, LegEnd.FlowedOut);
        queueLegs.Add(new QueueLeg(item.TimeMs, queue ?? Dimensions.None, LegEnd.Open, 0, null));
    }

    private void Answered(Event item)
    {
        if (!EndLeg(item.TimeMs, LegEnd.Answered, item.Text(Field.Agent)))
            queueLegs.Add(new QueueLeg(item.TimeMs, queue ?? Dimensions.None, LegEnd.Answered, 0, item.Text(Field.Agent)));
    }

    private void Abandoned(Event item)
    {
        if (!EndLeg(item.TimeMs, LegEnd.Abandoned))
            ivrLeftEarly = true;
    }

    private void Handled(Event item)
    {
        string? agent = item.Text(Field.Agent);
        string? answeredIn = agent is null ? null : queueLegs.LastOrDefault(leg => leg.Agent == agent)?.Queue;
        agentLegs.Add(new AgentLeg(
            item.TimeMs,
            item.Text(Field.Queue) ?? answeredIn ?? "",
            item.Number(Field.Talk) ?? 0,
            item.Number(Field.Hold) ?? 0,
            item.Number(Field.Wrap) ?? 0,
            item.Number(Field.Silence) ?? 0));
    }

    private void Solved(long timeMs)
    {
        firstSolvedMs ??= timeMs;
        lastSolvedMs = timeMs;
    }

    private void EnteredIvr(long timeMs)
    {
        ivrEntered = true;
        ivrOpenMs ??= timeMs;
    }

    private void LeftIvr(Event item)
    {
        if (ivrOpenMs is { } entered)
            ivrMs += item.TimeMs - entered;
        ivrOpenMs = null;
        ivrLeftEarly |= item.Text(Field.LeftTo) == "hangup";
    }

    private bool EndLeg(long timeMs, LegEnd end, string? agent = null)
    {
        if (queueLegs.Count == 0 || queueLegs[^1] is not { End: LegEnd.Open } open)
            return false;
        queueLegs[^1] = open with { End = end, WaitMs = timeMs - open.OpenedMs, Agent = agent };
        return true;
    }

    private Contact Close(long earliestMs) => new(
        startedMs ?? earliestMs,
        new Dimensions(
            channel ?? Dimensions.None,
            direction ?? Contact.Inbound,
            queue ?? Dimensions.None,
            reason ?? Dimensions.None,
            priority ?? Dimensions.None),
        customer,
        difficulty ?? 1_000,
        queueLegs,
        [.. agentLegs.Select(leg => leg.Queue.Length > 0 ? leg : leg with { Queue = queue ?? Dimensions.None })],
        ivrEntered,
        ivrMs,
        ivrEntered && ivrLeftEarly && queueLegs.Count == 0,
        firstSolvedMs,
        lastSolvedMs,
        reopened,
        escalated);
}
