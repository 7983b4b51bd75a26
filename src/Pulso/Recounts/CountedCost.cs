using Pulso.Calendars;
using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Recounts;

/// <summary>What channels cost, interval by interval.</summary>
internal static class CountedCost
{
    private static readonly Field[] Parts = [Field.Staff, Field.Licences, Field.Overhead, Field.Usage];

    /// <param name="events">In the contract's order.</param>
    public static void AddAll(IEnumerable<Event> events, TenantSettings settings, Cells cells)
    {
        var valid = new Dictionary<(string Channel, long FromMs, long ToMs), Event>();
        foreach (var item in events.Where(item => item.Type == EventTypes.CostRecorded))
        {
            var span = (item.Text(Field.Channel)!, item.Number(Field.From)!.Value, item.Number(Field.To)!.Value);
            if (CountedSale.IsForeign(item, span.Item2, settings))
                cells.At(settings, span.Item2, Under(span.Item1)).Add(Counter.ForeignAmounts);
            else if (!IsPlanned(item) || !valid.TryGetValue(span, out var before) || IsPlanned(before))
                valid[span] = item;
        }
        foreach (var ((channel, fromMs, toMs), item) in valid)
        {
            decimal amount = Parts.Sum(part => (decimal)(item.Number(part) ?? 0));
            foreach (var (date, startMs, share) in Shares(amount, fromMs, toMs, settings.Calendar))
                cells.At(new CellKey(date, startMs, Under(channel))).Add(Counter.CostAmount, share);
        }
    }

    /// <summary>The share of every interval that a span touches: what is due by its end less what was due by its start, each rounded.</summary>
    public static IEnumerable<(DateOnly Date, long StartMs, long Share)> Shares(decimal amount, long fromMs, long toMs, BusinessCalendar calendar)
    {
        decimal Due(long instantMs) => Math.Round(amount * Math.Clamp(instantMs - fromMs, 0, toMs - fromMs) / (toMs - fromMs), MidpointRounding.ToEven);

        for (long start = calendar.At(fromMs).IntervalMs; start < toMs; start = calendar.EndOfInterval(start))
            yield return (calendar.At(start).Date, start, (long)(Due(calendar.EndOfInterval(start)) - Due(start)));
    }

    private static bool IsPlanned(Event item) => item.Text(Field.Basis) == "planned";

    private static Dimensions Under(string channel) => Dimensions.Unknown with { Channel = channel };
}
