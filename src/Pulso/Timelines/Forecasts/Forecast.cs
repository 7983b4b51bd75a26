using System.Text.Json;
using Pulso.Events;

namespace Pulso.Timelines.Forecasts;

/// <summary>How many contacts are expected in a span of time.</summary>
/// <param name="Contacts">In thousandths.</param>
public readonly record struct ForecastInterval(long FromMs, long ToMs, long Contacts);

/// <summary>A published forecast of a channel's inbound contacts, or of one of its queues. It replaces what earlier ones say of its span.</summary>
/// <param name="Queue">Null where it speaks for the channel as a whole.</param>
public sealed record Forecast(string Channel, string? Queue, IReadOnlyList<ForecastInterval> Intervals)
{
    /// <summary>The start of its span: of the earliest interval.</summary>
    public long FromMs => Intervals.Min(interval => interval.FromMs);

    /// <summary>The end of its span: of the latest interval.</summary>
    public long ToMs => Intervals.Max(interval => interval.ToMs);

    /// <summary>The forecasts among a timeline's events, earliest first.</summary>
    public static IReadOnlyList<Forecast> AllOf(EventSet events) => [.. events.Where(item => item.Type == EventTypes.ForecastPublished).Select(Of)];

    public static Forecast Of(Event item)
    {
        using var document = JsonDocument.Parse(item.Text(Field.Intervals)!);
        return new Forecast(item.Text(Field.Channel)!, item.Text(Field.Queue), [.. document.RootElement.EnumerateArray().Select(Interval)]);
    }

    private static ForecastInterval Interval(JsonElement json) => new(
        json.GetProperty("from").GetInt64(), json.GetProperty("to").GetInt64(),
        (long)Math.Round(json.GetProperty("contacts").GetDecimal() * 1_000, MidpointRounding.ToEven));
}
