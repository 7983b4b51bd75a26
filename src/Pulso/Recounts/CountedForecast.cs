using System.Text.Json.Nodes;
using Pulso.Calendars;
using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Forecasts;

namespace Pulso.Recounts;

/// <summary>How many contacts were expected: of each instant, by the last forecast whose span holds it.</summary>
/// <remarks>Time is cut wherever anything begins or ends, so that each piece has one forecast, or none.</remarks>
internal static class CountedForecast
{
    private readonly record struct Expected(long FromMs, long ToMs, decimal Thousandths);

    /// <param name="week">The week that the events are kept for: what lies outside of it is counted elsewhere.</param>
    /// <param name="events">In the contract's order.</param>
    public static void AddAll(ForecastWeek? week, IEnumerable<Event> events, TenantSettings settings, Cells cells)
    {
        if (week is not { } own)
            return;
        foreach (var ofQueue in events.Where(item => item.Type == EventTypes.ForecastPublished).GroupBy(item => (item.Text(Field.Channel)!, item.Text(Field.Queue))))
        {
            var dimensions = Dimensions.Unknown with { Channel = ofQueue.Key.Item1, Queue = ofQueue.Key.Item2 ?? Dimensions.None };
            var forecasts = ofQueue.Select(Read).ToList();
            var cuts = forecasts.SelectMany(intervals => intervals).SelectMany(interval => new[] { interval.FromMs, interval.ToMs })
                .Append(own.FromMs).Append(own.ToMs).Where(cut => cut >= own.FromMs && cut <= own.ToMs).Distinct().Order().ToList();
            foreach (var (fromMs, toMs) in cuts.Zip(cuts.Skip(1)))
            {
                var last = forecasts.FindLast(intervals => intervals.Min(one => one.FromMs) <= fromMs && intervals.Max(one => one.ToMs) >= toMs);
                foreach (var interval in (last ?? []).Where(one => one.FromMs <= fromMs && one.ToMs >= toMs))
                    Add(interval, fromMs, toMs, dimensions, settings.Calendar, cells);
            }
        }
    }

    private static void Add(Expected interval, long fromMs, long toMs, Dimensions dimensions, BusinessCalendar calendar, Cells cells)
    {
        decimal Due(long instantMs) => Math.Round(
            interval.Thousandths * (instantMs - interval.FromMs) / (interval.ToMs - interval.FromMs), MidpointRounding.ToEven);

        for (long start = calendar.At(fromMs).IntervalMs; start < toMs; start = calendar.EndOfInterval(start))
        {
            long from = Math.Max(start, fromMs);
            long to = Math.Min(calendar.EndOfInterval(start), toMs);
            var tally = cells.At(new CellKey(calendar.At(start).Date, start, dimensions));
            tally.Add(Counter.ForecastContacts, (long)(Due(to) - Due(from)));
            tally.Add(Counter.ForecastMs, to - from);
        }
    }

    private static List<Expected> Read(Event item) => [.. JsonNode.Parse(item.Text(Field.Intervals)!)!.AsArray().Select(interval => new Expected(
        (long)interval!["from"]!, (long)interval["to"]!, Math.Round((decimal)interval["contacts"]! * 1_000, MidpointRounding.ToEven)))];
}
