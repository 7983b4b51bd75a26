using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Recounts;

internal sealed partial class CountedContact
{
    /// <summary>The backlog's flows: out of the cell in which it was open before, into the one in which it is open from an instant on.</summary>
    private void AddOpen(Cells cells)
    {
        var facet = Facet.OfOpen(startMs);
        Dimensions? before = null;
        foreach (long instantMs in events.Select(item => item.TimeMs).Append(startMs).Where(ms => ms >= startMs).Distinct().Order())
        {
            var now = OpenAt(instantMs);
            if (now == before)
                continue;
            if (before is { } left)
                cells.At(settings, instantMs, left, facet).Add(Counter.Open, -1);
            if (now is { } entered)
                cells.At(settings, instantMs, entered, facet).Add(Counter.Open);
            before = now;
        }
    }

    /// <summary>The dimensions in which the contact is open at an instant, all that happened by then considered; null while it is not.</summary>
    private Dimensions? OpenAt(long instantMs)
    {
        var past = events.Where(item => item.TimeMs <= instantMs).ToList();
        var turn = past.FindLast(item => item.Type == EventTypes.ContactClosed || item.Type == EventTypes.ContactReopened || IsSolution(item));
        if (turn is not null && turn.Type != EventTypes.ContactReopened)
            return null;
        return new Dimensions(Dimensions.Channel, Dimensions.Direction, LastOf(Field.Queue), LastOf(Field.Reason), LastOf(Field.Priority));

        string LastOf(Field key) => past.Select(item => item.Text(key)).OfType<string>().LastOrDefault(Dimensions.None);
    }
}
