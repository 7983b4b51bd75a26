using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Recounts;

internal sealed partial class CountedContact
{
    /// <summary>Anchored at the first resolution: a contact ever solved counts once, up to its last resolution.</summary>
    private void AddResolution(Cells cells)
    {
        if (!IsSolved)
            return;
        long spent = Math.Max(0, LastSolvedMs - startMs);
        var tally = Cell(cells, FirstSolvedMs, queue);
        tally.Add(Counter.Resolved);
        tally.Add(Counter.ResolutionMs, spent);
        tally.Add(Counter.ResolutionBusinessMs, SpentInBusinessMs());
        tally.Add(Counter.Reopened, WasReopened);
        tally.Add(Histogram.Resolution, spent);
    }

    private long SpentInBusinessMs()
    {
        long paused = Pauses().Sum(
            pause => version.BusinessMs(Math.Max(startMs, pause.FromMs), Math.Min(pause.ToMs, LastSolvedMs)));
        return Math.Max(0, version.BusinessMs(startMs, LastSolvedMs) - paused);
    }

    /// <summary>From each <c>contact.paused</c>, the first of several in a row, to the next <c>contact.resumed</c>, else on and on.</summary>
    private IEnumerable<(long FromMs, long ToMs)> Pauses()
    {
        long? fromMs = null;
        foreach (var item in events)
        {
            if (item.Type == EventTypes.ContactPaused)
                fromMs ??= item.TimeMs;
            if (item.Type != EventTypes.ContactResumed || fromMs is null)
                continue;
            yield return (fromMs.Value, item.TimeMs);
            fromMs = null;
        }
        if (fromMs is not null)
            yield return (fromMs.Value, long.MaxValue);
    }
}
