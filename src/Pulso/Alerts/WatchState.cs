namespace Pulso.Alerts;

/// <summary>How a goal stands in its period.</summary>
/// <param name="FromMs">The period's start; 0 for goals by interval, which have no other period.</param>
/// <param name="Warning">The open alert of the warning, if any.</param>
/// <param name="Missed">The open alert of the miss, if any.</param>
public sealed record GoalStanding(GoalLevel Level, long FromMs, string? Warning, string? Missed);

/// <summary>What the watch over a tenant's figures knows from one interval to the next.</summary>
/// <param name="ThroughMs">Every interval that ended by then was looked at.</param>
/// <param name="Goals">By goal; those without an entry are met.</param>
/// <param name="Out">The open alert of each rule and group that is out of the ordinary, of the business day at hand.</param>
public sealed record WatchState(
    long ThroughMs, DateOnly Day, IReadOnlyDictionary<string, GoalStanding> Goals, IReadOnlyDictionary<string, string> Out)
{
    public static WatchState Since(long throughMs) => new(throughMs, default, new Dictionary<string, GoalStanding>(), new Dictionary<string, string>());
}

/// <summary>What an interval's figures come to.</summary>
/// <param name="Gone">The ids of alerts whose cause is gone.</param>
public sealed record WatchOutcome(WatchState State, IReadOnlyList<Alert> Raised, IReadOnlyList<string> Gone);
