using Pulso.Timelines.Contacts;

namespace Pulso.Sla;

/// <summary>A clock's course, whatever its target: from when on a contact waits, and until when.</summary>
/// <param name="Sequence">Which one of its kind it is in its contact, from 1.</param>
/// <param name="EndedMs">When it ended, by what it waited for or by a closing; null while it goes on.</param>
/// <param name="IsMet">It ended by what it waited for.</param>
public sealed record ClockRun(ClockKind Kind, int Sequence, long StartedMs, long? EndedMs, bool IsMet);

/// <summary>Follows a contact's turns and starts and ends its clocks.</summary>
internal sealed class ClockRuns
{
    private readonly List<ClockRun> runs = [];
    private bool isOpen = true;
    private bool hasBegun;
    private bool awaitsFirst;
    private bool expectsReply;
    private bool isReplied;

    private ClockRuns()
    {
    }

    public static IReadOnlyList<ClockRun> Of(Contact contact)
    {
        var clocks = new ClockRuns();
        bool voice = contact.Dimensions.Channel == "voice";
        long? waitedForMs = WaitedForMs(contact);
        foreach (var turn in contact.Turns)
        {
            clocks.Reach(turn.TimeMs, contact.StartedMs, waitedForMs);
            clocks.Take(turn, voice);
        }
        clocks.Reach(long.MaxValue, contact.StartedMs, waitedForMs);
        return clocks.runs;
    }

    /// <summary>From when on the customer waits for a human: the start; where a bot was, its handover, else the first queue, else never.</summary>
    private static long? WaitedForMs(Contact contact)
    {
        if (!contact.Bot.Engaged && contact.Bot.HandedOverMs is null)
            return contact.StartedMs;
        long? fromMs = contact.Bot.HandedOverMs ?? (contact.QueueLegs.Count > 0 ? contact.QueueLegs[0].OpenedMs : null);
        return fromMs is null ? null : Math.Max(contact.StartedMs, fromMs.Value);
    }

    /// <summary>What an instant brings by itself comes before all that happens at it.</summary>
    private void Reach(long instantMs, long startedMs, long? waitedForMs)
    {
        if (!hasBegun && startedMs <= instantMs)
        {
            hasBegun = true;
            Resume(startedMs);
        }
        if (!expectsReply && (waitedForMs ?? startedMs) <= instantMs)
        {
            expectsReply = true;
            awaitsFirst = waitedForMs is not null;
            Resume(waitedForMs ?? startedMs);
        }
    }

    private void Take(Turn turn, bool voice)
    {
        switch (turn.Kind)
        {
            case TurnKind.Received when isReplied && isOpen:
                Start(ClockKind.NextReply, turn.TimeMs);
                break;
            case TurnKind.Replied:
            case TurnKind.Answered when voice:
                Reply(turn.TimeMs);
                break;
            case TurnKind.Reopened when !isOpen:
                isOpen = true;
                Resume(turn.TimeMs);
                break;
            case TurnKind.Solved or TurnKind.Closed when isOpen:
                isOpen = false;
                End(ClockKind.Resolution, turn.TimeMs, met: turn.Kind == TurnKind.Solved);
                End(ClockKind.FirstReply, turn.TimeMs, met: false);
                End(ClockKind.NextReply, turn.TimeMs, met: false);
                break;
        }
    }

    /// <summary>Starts what an open contact waits for.</summary>
    private void Resume(long timeMs)
    {
        if (!isOpen || !hasBegun)
            return;
        Start(ClockKind.Resolution, timeMs);
        if (awaitsFirst)
            Start(ClockKind.FirstReply, timeMs);
        awaitsFirst = false;
    }

    private void Reply(long timeMs)
    {
        if (!expectsReply)
            return;
        isReplied = true;
        awaitsFirst = false;
        End(ClockKind.FirstReply, timeMs, met: true);
        End(ClockKind.NextReply, timeMs, met: true);
    }

    /// <summary>Starts a clock, unless one of its kind is running.</summary>
    private void Start(ClockKind kind, long timeMs)
    {
        if (!runs.Exists(run => run.Kind == kind && run.EndedMs is null))
            runs.Add(new ClockRun(kind, runs.Count(run => run.Kind == kind) + 1, timeMs, null, false));
    }

    private void End(ClockKind kind, long timeMs, bool met)
    {
        int at = runs.FindIndex(run => run.Kind == kind && run.EndedMs is null);
        if (at >= 0)
            runs[at] = runs[at] with { EndedMs = timeMs, IsMet = met };
    }
}
