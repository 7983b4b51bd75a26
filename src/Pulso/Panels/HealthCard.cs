using Pulso.Alerts;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Panels;

/// <summary>A KPI on the Health panel: the day's row, its goal, and what it is held against.</summary>
/// <param name="Change">Against the same weekday a week before; null where either has no value.</param>
/// <param name="Days">The last days, this one included.</param>
public sealed record HealthCard(KpiRow Row, Goal? Goal, Change? Change, IReadOnlyList<KpiRow> Days)
{
    /// <summary>The value less the target; null without either.</summary>
    public double? Gap => Goal is null ? null : Row.Figure.Value - Goal.Target;

    /// <summary>How it stands to its goal, as alerts would say; null without a goal or a value, or where that rests on too few observations.</summary>
    public GoalLevel? Level => LevelOf(Row, Goal);

    /// <summary>The same of any row.</summary>
    public static GoalLevel? LevelOf(KpiRow row, Goal? goal) => goal is not null && row.Figure.Value is { } value && !row.IsSmallSample
        ? new GoalCourse(goal, row.Kpi).Next(GoalLevel.Met, value)
        : null;
}

/// <summary>A value against that of the same weekday a week before, up to the same time of day.</summary>
/// <param name="Row">This day's row up to there; the interval that is running is in neither.</param>
/// <param name="Before">The row of the week before.</param>
public sealed record Change(KpiRow Row, KpiRow Before)
{
    public double? Value => Row.Figure.Value - Before.Figure.Value;
}
