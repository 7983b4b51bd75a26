namespace Pulso.Alerts;

/// <summary>What an alert speaks of.</summary>
public enum AlertKind
{
    /// <summary>A clock has run for the share of its target at which it is time to warn.</summary>
    SlaWarning,

    /// <summary>A clock was due, and not met.</summary>
    SlaBreach,

    /// <summary>A goal's figure is worse than the better one of target and warning.</summary>
    GoalWarning,

    /// <summary>A goal's figure is worse than both.</summary>
    GoalMissed,

    /// <summary>A figure lies far from what is usual at this time of the week.</summary>
    Outlier,

    /// <summary>A trigger says that something is to be done.</summary>
    Action,

    /// <summary>A source has sent nothing for longer than it may.</summary>
    SourceSilent,
}

/// <summary>The kinds' names in settings, answers and deliveries.</summary>
public static class AlertKindName
{
    private static readonly string[] Names = ["sla-warning", "sla-breach", "goal-warning", "goal-missed", "outlier", "action", "source-silent"];

    public static IReadOnlyList<string> All => Names;

    public static string Of(AlertKind kind) => Names[(int)kind];

    /// <returns>The kind of that name; null for no name of any.</returns>
    public static AlertKind? Read(string name) => Array.IndexOf(Names, name) is >= 0 and var at ? (AlertKind)at : null;
}
