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

    public Standing Standing => StandingOf(Row, Goal);

    /// <summary>How a row stands to its goal.</summary>
    public static Standing StandingOf(KpiRow row, Goal? goal)
    {
        if (goal is null || row.Figure.Value is not { } value || row.IsSmallSample)
            return Standing.Unknown;
        int sign = row.Kpi.HigherIsBetter ? 1 : -1;
        return sign * (value - goal.Target) >= 0 ? Standing.Met
            : goal.Warn is { } warn && sign * (value - warn) >= 0 ? Standing.Warned
            : Standing.Missed;
    }
}

/// <summary>A value against that of the same weekday a week before, up to the same time of day.</summary>
/// <param name="Row">This day's row up to there; the interval that is running is in neither.</param>
/// <param name="Before">The row of the week before.</param>
public sealed record Change(KpiRow Row, KpiRow Before)
{
    public double? Value => Row.Figure.Value - Before.Figure.Value;
}
