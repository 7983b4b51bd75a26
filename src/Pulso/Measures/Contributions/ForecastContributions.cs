using Pulso.Settings;
using Pulso.Timelines.Forecasts;

namespace Pulso.Measures.Contributions;

/// <summary>What forecasts add to the cells of one week: of each instant the last one that speaks of it, under channel and queue.</summary>
public static class ForecastContributions
{
    /// <param name="week">Null for a timeline that is none of forecasts: they add nothing there.</param>
    /// <param name="forecasts">Earliest first.</param>
    public static void Add(ForecastWeek? week, IReadOnlyList<Forecast> forecasts, TenantSettings settings, Cells cells)
    {
        if (week is not { } own)
            return;
        foreach (var ofQueue in forecasts.GroupBy(forecast => (forecast.Channel, forecast.Queue)))
        {
            var dimensions = Dimensions.Unknown with { Channel = ofQueue.Key.Channel, Queue = ofQueue.Key.Queue ?? Dimensions.None };
            var covered = new Covered();
            foreach (var forecast in ofQueue.Reverse())
            {
                foreach (var interval in forecast.Intervals)
                    Add(interval, own, covered, dimensions, settings, cells);
                covered.Add(forecast.FromMs, forecast.ToMs);
            }
        }
    }

    private static void Add(
        ForecastInterval interval, ForecastWeek week, Covered covered, Dimensions dimensions, TenantSettings settings, Cells cells)
    {
        var spread = new Spread(interval.Contacts, interval.FromMs, interval.ToMs);
        foreach (var (fromMs, toMs) in covered.Left(Math.Max(week.FromMs, interval.FromMs), Math.Min(week.ToMs, interval.ToMs)))
        {
            foreach (var (slot, part, lengthMs) in spread.Over(fromMs, toMs, settings.Calendar))
            {
                var tally = cells.At(new CellKey(slot.Date, slot.IntervalMs, dimensions));
                tally.Add(Counter.ForecastContacts, part);
                tally.Add(Counter.ForecastMs, lengthMs);
            }
        }
    }
}
