using Pulso.Calendars;
using Pulso.Timelines.Agents;
using Pulso.Timelines.Forecasts;

namespace Pulso.Events.Parsing;

/// <summary>Checks what fields mean together: a score lies on its scale, a plan within some weeks, a forecast within what can be.</summary>
internal static class Sense
{
    private const long ForecastLimit = 1_000_000_000; // a million contacts, in thousandths

    /// <returns>The field at fault and the reason; null when the event makes sense.</returns>
    public static (string Field, string Reason)? Fault(Event item)
    {
        if (item.Type == EventTypes.SurveyAnswered)
            return Survey(item);
        if (item.Type == EventTypes.QualityEvaluated)
            return Scored(item, 0, item.Number(Field.Max)!.Value);
        if (Money.Fault(item) is { } money)
            return money;
        if (item.Type == EventTypes.ForecastPublished)
            return Foretold(Forecast.Of(item));
        if (item.Type == EventTypes.AgentScheduled)
            return Planned(item);
        return item.Type == EventTypes.SentimentScored ? Scored(item, -1_000, 1_000) : null;
    }

    private static (string, string)? Planned(Event item) =>
        Shift.SpanOf(Shift.AllOf(item)) is { } span && span.ToMs - span.FromMs > Shift.DaysLimit * UtcDay.LengthMs
            ? ("data.shifts", $"must not span more than {Shift.DaysLimit} days")
            : null;

    private static (string, string)? Foretold(Forecast forecast)
    {
        if (forecast.Intervals.Count == 0)
            return ("data.intervals", "must hold one at least");
        if (forecast.ToMs - forecast.FromMs > Money.SpanLimitMs)
            return ("data.intervals", "must lie within 400 days");
        return forecast.Intervals.All(interval => interval.Contacts is >= 0 and <= ForecastLimit)
            ? null : ("data.intervals", "must expect 0 to 1000000 contacts each");
    }

    private static (string, string)? Survey(Event item)
    {
        long min = item.Number(Field.Min)!.Value;
        long max = item.Number(Field.Max)!.Value;
        if (item.Text(Field.SurveyKind) == "nps" && (max != 10_000 || min is not (0 or 1_000)))
            return ("data.max", "an NPS is asked on 0 to 10 or on 1 to 10");
        return Scored(item, min, max);
    }

    private static (string, string)? Scored(Event item, long min, long max)
    {
        if (max <= min)
            return ("data.max", "must be more than the least score");
        return item.Number(Field.Score) is { } score && score >= min && score <= max ? null : ("data.score", "must lie on its scale");
    }
}
