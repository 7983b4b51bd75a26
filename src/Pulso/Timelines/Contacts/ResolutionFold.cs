using Pulso.Events;

namespace Pulso.Timelines.Contacts;

/// <summary>How a contact was resolved.</summary>
/// <param name="FirstSolvedMs">The first resolution with outcome solved.</param>
/// <param name="LastSolvedMs">The last one.</param>
/// <param name="FirstClosedMs">The first closing, reopened since or not.</param>
/// <param name="ByAgent">An agent resolved it, solved or not.</param>
/// <param name="ByMachine">It was solved by bot or system, and never by anybody else.</param>
public sealed record ResolutionPart(
    long? FirstSolvedMs, long? LastSolvedMs, long? FirstClosedMs, bool ByAgent, bool ByMachine, bool Reopened, bool Escalated);

/// <summary>Folds resolutions, reopenings and escalations.</summary>
internal sealed class ResolutionFold
{
    private long? firstSolvedMs;
    private long? lastSolvedMs;
    private long? firstClosedMs;
    private bool byAgent;
    private bool solvedByMachine;
    private bool solvedByOther;
    private bool reopened;
    private bool escalated;

    /// <summary>True if it was closed and not reopened since.</summary>
    public bool IsClosed { get; private set; }

    public void Apply(Event item)
    {
        if (item.Type == EventTypes.ContactResolved)
            Resolved(item);
        else if (item.Type == EventTypes.ContactReopened)
            (reopened, IsClosed) = (true, false);
        else if (item.Type == EventTypes.ContactClosed)
            (firstClosedMs, IsClosed) = (firstClosedMs ?? item.TimeMs, true);
        else if (item.Type == EventTypes.ContactEscalated)
            escalated = true;
    }

    public ResolutionPart Close() =>
        new(firstSolvedMs, lastSolvedMs, firstClosedMs, byAgent, solvedByMachine && !solvedByOther, reopened, escalated);

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
