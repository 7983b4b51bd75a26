using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Alerts;

/// <summary>How a goal stands, from good to bad.</summary>
public enum GoalLevel
{
    Met,
    Warned,
    Missed,
}

/// <summary>Judges the figures of one goal.</summary>
/// <remarks>
/// Of target and warning, the figure is warned of when it is worse than the better one, and the goal is missed when it is worse than both. It becomes worse
/// at once, and better only when the figure is better than the bound by the margin: a figure that swings within the margin around a bound
/// changes the level once and not back.
/// </remarks>
public sealed class GoalCourse
{
    private readonly bool higherIsBetter;
    private readonly double better;
    private readonly double worse;
    private readonly double margin;

    public GoalCourse(Goal goal, Kpi kpi)
    {
        higherIsBetter = goal.HigherIsBetter ?? kpi.HigherIsBetter;
        double warn = goal.Warn ?? goal.Target;
        (better, worse) = higherIsBetter == warn <= goal.Target ? (goal.Target, warn) : (warn, goal.Target);
        margin = goal.Hysteresis ?? Math.Max(Math.Abs(goal.Target - warn) / 10, Math.Abs(goal.Target) / 100);
    }

    /// <summary>The level after a figure.</summary>
    public GoalLevel Next(GoalLevel now, double value)
    {
        var level = LevelOf(value, 0);
        if (level >= now)
            return level;
        var eased = LevelOf(value, margin);
        return eased < now ? eased : now;
    }

    /// <summary>The level of a figure that is taken for so much worse than it is.</summary>
    private GoalLevel LevelOf(double value, double by)
    {
        double taken = higherIsBetter ? value - by : value + by;
        return IsWorse(taken, worse) ? GoalLevel.Missed : IsWorse(taken, better) ? GoalLevel.Warned : GoalLevel.Met;
    }

    private bool IsWorse(double value, double bound) => higherIsBetter ? value < bound : value > bound;
}
