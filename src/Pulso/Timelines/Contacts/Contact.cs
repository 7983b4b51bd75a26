using Pulso.Measures;

namespace Pulso.Timelines.Contacts;

/// <summary>What the fold of a contact's events gives: everything that figures need of it, and nothing of how it came to be known.</summary>
/// <param name="StartedMs">The time of <c>contact.started</c>, or of the earliest event where that never came.</param>
/// <param name="Closed">True if it was closed and not reopened since.</param>
/// <param name="Dimensions">The last known queue, reason and priority; the first known channel and direction.</param>
/// <param name="Customer">The pseudonym of the last known customer.</param>
/// <param name="Difficulty">In thousandths, 1,000 = normal.</param>
/// <param name="CaseId">The case that it belongs to, if any.</param>
/// <param name="Variant">The arm of an experiment that it is in, if any.</param>
/// <param name="Open">When it was open work, and as what.</param>
public sealed record Contact(
    long StartedMs,
    bool Closed,
    Dimensions Dimensions,
    string? Customer,
    long Difficulty,
    string? CaseId,
    string? Variant,
    IReadOnlyList<QueueLeg> QueueLegs,
    IReadOnlyList<AgentLeg> AgentLegs,
    IvrPart Ivr,
    ResolutionPart Resolution,
    MessagePart Messages,
    BotPart Bot,
    RoutingPart Routing,
    SentimentPart Sentiment,
    IReadOnlyList<Evaluation> Evaluations,
    IReadOnlyList<Pause> Pauses,
    IReadOnlyList<OpenSpan> Open)
{
    public const string Inbound = "inbound";

    /// <summary>What may start or end an SLA clock, in contract order.</summary>
    public IReadOnlyList<Turn> Turns { get; init; } = [];

    /// <summary>The priorities in the order in which they came to be known.</summary>
    public IReadOnlyList<PriorityTurn> Priorities { get; init; } = [];

    /// <summary>The journey that it belongs to, if any.</summary>
    public string? Journey { get; init; }

    /// <summary>Who took part.</summary>
    public AgentsPart Agents { get; init; } = AgentsPart.None;

    public bool IsInbound => Dimensions.Direction == Inbound;

    /// <summary>An agent took part: a leg answered or handled, a message, or a resolution.</summary>
    public bool IsAttended =>
        AgentLegs.Count > 0 || Messages.ByAgent > 0 || Resolution.ByAgent || QueueLegs.Any(leg => leg.End == LegEnd.Answered);

    /// <summary>Queued, handed over, or with a customer's message and no bot.</summary>
    public bool NeededHuman => QueueLegs.Count > 0 || Bot.HandedOverMs is not null || (!Bot.Engaged && Messages.In > 0);

    /// <summary>A bot took part, it was closed and solved by bot or system, never handed over, and no agent took part.</summary>
    public bool IsContained => Bot.Engaged && Closed && Resolution.ByMachine && Bot.HandedOverMs is null && !IsAttended;

    /// <summary>A bot took part, and it was closed neither solved nor handed over.</summary>
    public bool IsAbandonedInBot => Bot.Engaged && Closed && Resolution.FirstSolvedMs is null && Bot.HandedOverMs is null;

    /// <summary>From the handover, else the first queue, else the start, to the agent's first message from then on; null without one.</summary>
    public long? FirstReplyFromHandoverMs
    {
        get
        {
            long from = Bot.HandedOverMs ?? (QueueLegs.Count > 0 ? QueueLegs[0].OpenedMs : StartedMs);
            foreach (long time in Messages.AgentTimesMs)
            {
                if (time >= from)
                    return time - from;
            }
            return null;
        }
    }
}
