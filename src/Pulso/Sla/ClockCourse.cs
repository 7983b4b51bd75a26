using Pulso.Timelines.Contacts;

namespace Pulso.Sla;

/// <summary>One clock under the targets of its priorities, one after the other.</summary>
/// <param name="targets">Those in force at its start.</param>
/// <param name="knownMs">The latest instant known to have been reached.</param>
internal sealed class ClockCourse(Contact contact, ClockRun run, SlaTargets targets, long knownMs)
{
    /// <summary>
    /// Each priority's target is in force from the instant at which the priority came to be known until the next one: due before that, or before
    /// the clock's end, it is breached, and no later priority takes that back. What happens at the very instant of the due is in time.
    /// </summary>
    /// <returns>Null where no target is in force at its end.</returns>
    public SlaClock? Clock()
    {
        SlaClock? clock = null;
        var priorities = Priorities();
        for (int i = 0; i < priorities.Count; i++)
        {
            clock = Under(priorities[i].Priority);
            long? untilMs = i + 1 < priorities.Count ? priorities[i + 1].FromMs : run.EndedMs;
            if (clock?.DueMs is { } dueMs && (untilMs is null ? dueMs <= knownMs : dueMs < untilMs))
                return Stand(clock, ClockState.Breached, dueMs);
        }
        return clock is null ? null
            : run.IsMet ? Stand(clock, ClockState.Met, run.EndedMs!.Value)
            : run.EndedMs is { } stoppedMs ? Stand(clock, ClockState.Stopped, stoppedMs)
            : Stand(clock, clock.WarnsMs <= knownMs ? ClockState.Warned : ClockState.Running, knownMs);
    }

    /// <summary>The priority known at the start, and those that came to be known before the end.</summary>
    private List<(long FromMs, string? Priority)> Priorities()
    {
        string? first = null;
        var later = new List<(long, string?)>();
        foreach (var turn in contact.Priorities)
        {
            if (turn.FromMs <= run.StartedMs)
                first = turn.Priority;
            else if (!(turn.FromMs >= run.EndedMs))
                later.Add((turn.FromMs, turn.Priority));
        }
        return [(run.StartedMs, first), .. later];
    }

    private SlaClock? Under(string? priority)
    {
        if (targets.For(run.Kind, contact.Dimensions.Channel, priority) is not { } target)
            return null;
        var time = new RunningTime(target.Hours, contact.Pauses);
        return new SlaClock(
            run.Kind, run.Sequence, priority, target, run.StartedMs,
            target.WarnMs < target.TargetMs ? time.After(run.StartedMs, target.WarnMs) : null,
            time.After(run.StartedMs, target.TargetMs),
            run.IsMet ? run.EndedMs : null,
            0, ClockState.Running);
    }

    private SlaClock Stand(SlaClock clock, ClockState state, long untilMs) => clock with
    {
        State = state,
        PausedMs = new RunningTime(clock.Target.Hours, contact.Pauses).PausedMs(run.StartedMs, untilMs),
    };
}
