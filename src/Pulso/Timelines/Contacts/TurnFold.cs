using Pulso.Events;

namespace Pulso.Timelines.Contacts;

/// <summary>Whose turn it is after an event.</summary>
public enum TurnKind
{
    /// <summary>The customer wrote.</summary>
    Received,

    /// <summary>An agent wrote.</summary>
    Replied,

    /// <summary>An agent took the call.</summary>
    Answered,
    Solved,
    Closed,
    Reopened,
}

/// <summary>An event that may start or end an SLA clock.</summary>
public readonly record struct Turn(long TimeMs, TurnKind Kind);

/// <summary>A priority, from the instant at which it came to be known.</summary>
public readonly record struct PriorityTurn(long FromMs, string Priority);

/// <summary>Folds what SLA clocks follow. Which clocks there are is for the contact's channel, direction and settings to say, known at the end.</summary>
internal sealed class TurnFold
{
    private readonly List<Turn> turns = [];
    private readonly List<PriorityTurn> priorities = [];

    public IReadOnlyList<Turn> Turns => turns;

    public IReadOnlyList<PriorityTurn> Priorities => priorities;

    public void Apply(Event item)
    {
        if (KindOf(item) is { } kind)
            turns.Add(new Turn(item.TimeMs, kind));
        if (item.Text(Field.Priority) is not { } priority)
            return;
        if (priorities.Count > 0 && priorities[^1].FromMs == item.TimeMs)
            priorities.RemoveAt(priorities.Count - 1); // of one instant's the last one holds
        priorities.Add(new PriorityTurn(item.TimeMs, priority));
    }

    private static TurnKind? KindOf(Event item)
    {
        if (item.Type == EventTypes.MessageReceived)
            return TurnKind.Received;
        if (item.Type == EventTypes.MessageSent && Author.Of(item) == Author.Agent)
            return TurnKind.Replied;
        if (item.Type == EventTypes.ContactAnswered)
            return TurnKind.Answered;
        if (ResolutionFold.Solves(item))
            return TurnKind.Solved;
        return item.Type == EventTypes.ContactClosed ? TurnKind.Closed : item.Type == EventTypes.ContactReopened ? TurnKind.Reopened : null;
    }
}
