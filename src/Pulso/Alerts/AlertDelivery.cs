namespace Pulso.Alerts;

/// <summary>How a delivery ended this time.</summary>
public enum DeliveryOutcome
{
    Taken,

    /// <summary>Not taken; perhaps another time.</summary>
    Failed,

    /// <summary>The receiver wants no more (410).</summary>
    Unwanted,
}

/// <summary>An alert on its way to one receiver.</summary>
/// <param name="Target">The webhook's name; <see cref="Queue"/> for the queue.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="NextMs">When it is tried next; null once it is not tried any more.</param>
/// <param name="Problem">What went wrong last.</param>
public sealed record AlertDelivery(string AlertId, string Target, int Attempts, long? NextMs, string? Problem)
{
    /// <summary>The target that is no webhook.</summary>
    public const string Queue = "queue";

    private const long SecondMs = 1_000;
    private const long MinuteMs = 60 * SecondMs;
    private const long HourMs = 60 * MinuteMs;

    // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md: the schedule it suggests; 75 hours and 35 minutes.
    private static readonly long[] PausesMs = [5 * SecondMs, 5 * MinuteMs, 30 * MinuteMs, 2 * HourMs, 5 * HourMs, 10 * HourMs, 14 * HourMs, 20 * HourMs, 24 * HourMs];

    /// <summary>How often an alert is tried.</summary>
    public static int MostAttempts => PausesMs.Length + 1;

    /// <summary>The delivery of a new alert; the same whoever makes it, so that making it twice makes one.</summary>
    public static AlertDelivery First(Alert alert, string target) => new(alert.Id, target, 0, alert.AtMs, null);

    /// <summary>The delivery after an attempt; null once it has arrived.</summary>
    public AlertDelivery? After(DeliveryOutcome outcome, string? problem, long nowMs) => outcome switch
    {
        DeliveryOutcome.Taken => null,
        DeliveryOutcome.Unwanted => this with { Attempts = Attempts + 1, NextMs = null, Problem = problem },
        _ => this with { Attempts = Attempts + 1, NextMs = Attempts < PausesMs.Length ? nowMs + PausesMs[Attempts] : null, Problem = problem },
    };

    /// <summary>The delivery begun anew.</summary>
    public AlertDelivery Again(long nowMs) => this with { Attempts = 0, NextMs = nowMs };
}
