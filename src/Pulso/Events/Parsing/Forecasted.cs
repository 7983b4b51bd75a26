using Pulso.Timelines.Forecasts;

namespace Pulso.Events.Parsing;

/// <summary>Checks what a forecast's intervals mean together.</summary>
internal static class Forecasted
{
    private const long ContactsLimit = 1_000_000_000; // a million, in thousandths

    public static (string Field, string Reason)? Fault(Event item)
    {
        var forecast = Forecast.Of(item);
        if (forecast.Intervals.Count == 0)
            return ("data.intervals", "must hold one at least");
        if (forecast.ToMs - forecast.FromMs > Money.SpanLimitMs)
            return ("data.intervals", "must lie within 400 days");
        return forecast.Intervals.All(interval => interval.Contacts is >= 0 and <= ContactsLimit)
            ? null : ("data.intervals", "must expect 0 to 1000000 contacts each");
    }
}
