using Pulso.Events;

namespace Pulso.Timelines.Contacts;

/// <summary>How a contact was resolved.</summary>
/// <param name="FirstSolvedMs">The first resolution with outcome solved.</param>
/// <param name="LastSolvedMs">The last one.</param>
/// <param name="FirstClosedMs">The first closing, reopened since or not.</param>
/// <param name="ClosedMs">The closing that holds: the last one, unless it was reopened since.</param>
/// <param name="ByAgent">An agent resolved it, solved or not.</param>
/// <param name="ByMachine">It was solved by bot or system, and never by anybody else.</param>
public sealed record ResolutionPart(
    long? FirstSolvedMs, long? LastSolvedMs, long? FirstClosedMs, long? ClosedMs, bool ByAgent, bool ByMachine, bool Reopened, bool Escalated);

/// <summary>Folds resolutions, reopenings and escalations.</summary>
internal sealed class ResolutionFold
{
    private long? firstSolvedMs;
    private long? lastSolvedMs;
    private long? firstClosedMs;
    private long? closedMs;
    private bool byAgent;
    private bool solvedByMachine;
    private bool solvedByOther;
    private bool reopened;
    private bool escalated;

    /// <summary>True if it was closed and not reopened since.</summary>
    public bool IsClosed => closedMs is not null;

    public void Apply(Event item)
    {
        if (item.Type == EventTypes.ContactResolved)
            Resolved(item);
        else if (item.Type == EventTypes.ContactReopened)
            (reopened, closedMs) = (true, null);
        else if (item.Type == EventTypes.ContactClosed)
            (firstClosedMs, closedMs) = (firstClosedMs ?? item.TimeMs, item.TimeMs);
        else if (item.Type == EventTypes.ContactEscalated)
            escalated = true;
    }

    public ResolutionPart Close() =>
        new(firstSolvedMs, lastSolvedMs, firstClosedMs, closedMs, byAgent, solvedByMachine && !solvedByOther, reopened, escalated);

    /// <summary>True for a resolution that does not say <c>unsolved</c>.</summary>
    public static bool Solves(Event item) => item.Type == EventTypes.ContactResolved && item.Text(Field.Outcome) != "unsolved";

    private void Resolved(Event item)
    {
        bool agent = Author.Of(item) == Author.Agent;
        byAgent |= agent;
        if (!Solves(item))
            return;
        firstSolvedMs ??= item.TimeMs;
        lastSolvedMs = item.TimeMs;
        bool machine = Author.Of(item) is Author.Bot or Author.System;
        solvedByMachine |= machine;
        solvedByOther |= !machine;
    }
}
