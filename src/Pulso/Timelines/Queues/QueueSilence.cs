using Pulso.Calendars;

namespace Pulso.Timelines.Queues;

/// <summary>A wait in a queue.</summary>
/// <param name="EndedMs">Null while it lasts.</param>
public readonly record struct Wait(string Queue, long OpenedMs, long? EndedMs, bool IsAnswered)
{
    // Nobody stands in a queue for longer: what has not ended by then was forgotten by its sender.
    private const long LongestMs = UtcDay.LengthMs;

    /// <summary>Until when it counts as waiting.</summary>
    public long LeftMs => Math.Min(EndedMs ?? long.MaxValue, OpenedMs + LongestMs);
}

/// <summary>When a queue was silent for too long: somebody waited for so long, and in all that time nobody was answered.</summary>
/// <remarks>
/// That is so at an instant t where a wait holds all of [t − time, t] and no answer lies in (t − time, t]. Between two answers it is told once, at the first such
/// t. What is answered at the very instant is answered in time. Given the waits of a UTC day, it is told of its instants as one that knows all waits would tell,
/// but for this: of who has left before the day begins it knows nothing, so that it tells a silence anew that none of those who wait at midnight has waited through.
/// </remarks>
internal sealed class QueueSilence(IEnumerable<Wait> waits, long timeMs)
{
    private readonly List<long> answers = [.. waits.Where(wait => wait.IsAnswered).Select(wait => wait.EndedMs!.Value).Order()];

    /// <summary>The instants up to now at which it came to be so, for some waits; in order.</summary>
    public IEnumerable<long> Of(IEnumerable<Wait> some, long knownMs) => some
        .SelectMany(InstantsOf).Where(at => at.AtMs <= knownMs)
        .GroupBy(at => at.Gap, at => at.AtMs).Select(gap => gap.Min()).Order();

    /// <summary>The first instant after now at which it would be so, if nothing happens before; null for none.</summary>
    /// <param name="isOwn">Which instants are looked at.</param>
    public long? Next(IEnumerable<Wait> some, long knownMs, Func<long, bool> isOwn) => some
        .SelectMany(InstantsOf).Where(at => at.AtMs > knownMs && isOwn(at.AtMs)).Min(at => (long?)at.AtMs);

    /// <summary>A wait's instants, one for each gap between answers that is long enough.</summary>
    private IEnumerable<(long AtMs, int Gap)> InstantsOf(Wait wait)
    {
        int next = Ordered.Before(answers, wait.OpenedMs + 1); // answers at the opening or before are none of its time
        for (long fromMs = wait.OpenedMs; ; fromMs = answers[next++])
        {
            long atMs = fromMs + timeMs;
            if (wait.LeftMs <= atMs)
                yield break;
            bool isLast = next >= answers.Count;
            if (isLast || answers[next] > atMs)
                yield return (atMs, next);
            if (isLast)
                yield break;
        }
    }
}
