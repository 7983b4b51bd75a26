using System.Globalization;
using Pulso.Calendars;
using Pulso.Events;

namespace Pulso.Timelines.Forecasts;

/// <summary>A week from Monday to Monday (UTC): how a forecast, which may replace parts of many others, is kept in short timelines.</summary>
/// <remarks>A timeline counts what lies in its own week; so a forecast may lie in several without counting twice.</remarks>
public readonly record struct ForecastWeek(long FromMs)
{
    private const long LengthMs = BusinessWeek.Days * UtcDay.LengthMs;
    private const long FirstMondayMs = 4 * UtcDay.LengthMs; // 5 January 1970

    public long ToMs => FromMs + LengthMs;

    /// <summary>The week of a timeline; null where it is none of forecasts.</summary>
    public static ForecastWeek? Of(TimelineKey key) =>
        key.Name.StartsWith("forecasts ", StringComparison.Ordinal)
        && DateTimeOffset.TryParseExact(
            key.Name.AsSpan(key.Name.LastIndexOf(' ') + 1), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var monday)
            ? new ForecastWeek(monday.ToUnixTimeMilliseconds()) : null;

    /// <summary>The timelines of every week that a forecast's span touches.</summary>
    public static IEnumerable<TimelineKey> KeysOf(Event item)
    {
        var forecast = Forecast.Of(item);
        for (var week = Holding(forecast.FromMs); week.FromMs < forecast.ToMs; week = new ForecastWeek(week.ToMs))
            yield return week.KeyFor(forecast.Channel, forecast.Queue);
    }

    private static ForecastWeek Holding(long instantMs)
    {
        long since = (instantMs - FirstMondayMs) % LengthMs;
        return new ForecastWeek(instantMs - since - (since < 0 ? LengthMs : 0));
    }

    private TimelineKey KeyFor(string channel, string? queue) => new(TimelineKind.Tenant, string.Create(
        CultureInfo.InvariantCulture, $"forecasts {channel} {queue} {DateTimeOffset.FromUnixTimeMilliseconds(FromMs):yyyy-MM-dd}"));
}
