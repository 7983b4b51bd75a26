using Pulso.Calendars;
using Pulso.Measures;
using Pulso.Timelines.Contacts;

namespace Pulso.Kpis;

/// <summary>Holds inbound contacts against their forecast, interval by interval and group by group.</summary>
/// <remarks>
/// Only contacts that a forecast speaks of are held against it. One for a channel as a whole speaks of all its queues, and takes the
/// place of theirs; where figures are split or filtered by queue, it is left out and theirs count.
/// </remarks>
internal sealed class ForecastTable(KpiQuery query)
{
    private readonly Dictionary<(Slot Slot, string Channel), Dictionary<string, Sums>> cells = [];
    private readonly bool byQueue = query.By.Contains("queue") || query.Where.ContainsKey("queue");

    public void Add(CellKey key, Tally tally)
    {
        if (key.Kind != FacetKind.Whole || !query.Includes(key) || !query.MatchesInAnyDirection(key))
            return;
        var slot = (new Slot(key.Date, key.IntervalMs), key.Dimensions.Channel);
        if (!cells.TryGetValue(slot, out var queues))
            cells.Add(slot, queues = []);
        if (!queues.TryGetValue(key.Dimensions.Queue, out var sums))
            queues.Add(key.Dimensions.Queue, sums = new Sums());
        sums.Contacts += key.Dimensions.Direction == Contact.Inbound ? tally[Counter.Contacts] : 0;
        sums.Expected += tally[Counter.ForecastContacts];
        sums.Ms += tally[Counter.ForecastMs];
    }

    /// <summary>The intervals of each group that have ended by an instant: the contacts, and how many were expected, in thousandths.</summary>
    public IEnumerable<(Slot Interval, string[] Keys, long Contacts, long Expected)> Until(long nowMs, BusinessCalendar calendar) => cells
        .Where(cell => calendar.EndOfInterval(cell.Key.Slot.IntervalMs) <= nowMs)
        .SelectMany(cell => Spoken(cell.Value).Select(spoken => (
            cell.Key.Slot, Keys: query.KeysOf(Key(cell.Key.Slot, cell.Key.Channel, spoken.Queue)), spoken.Contacts, spoken.Expected)))
        .GroupBy(part => (part.Slot, string.Join('\0', part.Keys)))
        .Select(group => (group.Key.Slot, group.First().Keys, group.Sum(part => part.Contacts), group.Sum(part => part.Expected)));

    private IEnumerable<(string Queue, long Contacts, long Expected)> Spoken(Dictionary<string, Sums> queues)
    {
        if (!byQueue && queues.TryGetValue(Dimensions.None, out var whole) && whole.Ms > 0)
            return [(Dimensions.None, queues.Values.Sum(sums => sums.Contacts), whole.Expected)];
        return queues.Where(queue => queue.Key != Dimensions.None && queue.Value.Ms > 0)
            .Select(queue => (queue.Key, queue.Value.Contacts, queue.Value.Expected));
    }

    private static CellKey Key(Slot slot, string channel, string queue) =>
        new(slot.Date, slot.IntervalMs, Dimensions.Unknown with { Channel = channel, Queue = queue });

    private sealed class Sums
    {
        public long Contacts { get; set; }

        public long Expected { get; set; }

        public long Ms { get; set; }
    }
}

/// <summary>How far contacts were from their forecast over some intervals: sums, so that any more intervals add to them.</summary>
internal sealed class ForecastErrors
{
    private long intervals;
    private decimal error;
    private decimal expected;

    /// <param name="inThousandths">The contacts that were expected.</param>
    public void Add(long contacts, long inThousandths)
    {
        intervals++;
        error += Math.Abs((contacts * 1_000m) - inThousandths);
        expected += inThousandths;
    }

    /// <summary>1 − Σ|contacts − forecast| / Σ forecast; below 0 where more was missed than expected.</summary>
    public Figure Figure => intervals == 0 ? Figure.None
        : expected == 0 ? new Figure(null, -error / 1_000, 0, 0, null, null)
        : new Figure((double)((expected - error) / expected), (expected - error) / 1_000, expected / 1_000, intervals, null, null);
}
