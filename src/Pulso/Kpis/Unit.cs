namespace Pulso.Kpis;

/// <summary>What a value is measured in, and how counters become it: times <paramref name="Times"/>, over <paramref name="Over"/>.</summary>
/// <param name="Per">How much of the denominator is one: an hour, where it is time.</param>
public sealed record Unit(string Text, long Times, long Over, long Per = 1)
{
    private const long HourMs = 3_600_000;

    /// <summary>A plain number.</summary>
    public static readonly Unit Count = new("count", 1, 1);

    /// <summary>Seconds; the counters hold milliseconds.</summary>
    public static readonly Unit Seconds = new("s", 1, 1_000);

    /// <summary>The tenant's currency; the counters hold thousandths.</summary>
    public static readonly Unit Money = new("money", 1, 1_000);

    /// <summary>Points of an evaluation; the counter holds thousandths.</summary>
    public static readonly Unit Score = new("points", 1, 1_000);

    /// <summary>A fraction: 0.55, not 55.</summary>
    public static readonly Unit Share = new("%", 1, 1);

    /// <summary>A fraction of time: numerator and denominator are hours. No sample of observations, so without an interval.</summary>
    public static readonly Unit ShareOfTime = new("%", 1, HourMs, HourMs);

    /// <summary>How much time fell into an hour: more than one where work is done at once.</summary>
    public static readonly Unit TimePerTime = new("count", 1, HourMs, HourMs);

    /// <summary>How many in an hour.</summary>
    public static readonly Unit PerHour = new("count", 1, 1, HourMs);

    /// <summary>A mean of fractions; the counter holds thousandths.</summary>
    public static readonly Unit MeanShare = new("%", 1, 1_000);

    /// <summary>A mean score from 1 to 7; the counter holds thousandths.</summary>
    public static readonly Unit Ease = new("1-7", 1, 1_000);

    /// <summary>A mean score from −1 to 1; the counter holds thousandths.</summary>
    public static readonly Unit Sentiment = new("-1..1", 1, 1_000);

    /// <summary>A hundred times (promoters − detractors) / answers.</summary>
    public static readonly Unit Points = new("-100..100", 100, 1);
}
