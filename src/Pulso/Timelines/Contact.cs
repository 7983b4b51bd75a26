using Pulso.Measures;

namespace Pulso.Timelines;

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
public sealed record AgentLeg(long EndedMs, string Queue, long TalkMs, long HoldMs, long WrapMs, long SilenceMs)
{
    public long HandleMs => TalkMs + HoldMs + WrapMs;
}

/// <summary>What the fold of a contact's events gives: everything that figures need of it, and nothing of how it came to be known.</summary>
/// <param name="StartedMs">The time of <c>contact.started</c>, or of the earliest event where that never came.</param>
/// <param name="Dimensions">The last known queue, reason and priority; the first known channel and direction.</param>
/// <param name="Customer">The pseudonym of the last known customer.</param>
/// <param name="Difficulty">In thousandths, 1,000 = normal.</param>
/// <param name="IvrMs">Time in the IVR, entered to left.</param>
/// <param name="FirstSolvedMs">The first resolution with outcome solved.</param>
/// <param name="LastSolvedMs">The last one.</param>
public sealed record Contact(
    long StartedMs,
    Dimensions Dimensions,
    string? Customer,
    long Difficulty,
    IReadOnlyList<QueueLeg> QueueLegs,
    IReadOnlyList<AgentLeg> AgentLegs,
    bool IvrEntered,
    long IvrMs,
    bool IvrAbandoned,
    long? FirstSolvedMs,
    long? LastSolvedMs,
    bool Reopened,
    bool Escalated)
{
    public const string Inbound = "inbound";

    public bool IsInbound => Dimensions.Direction == Inbound;
}
