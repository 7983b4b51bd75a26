using Pulso.Kpis;

namespace Pulso.Settings;

/// <summary>Reads the goals of a version.</summary>
internal static class GoalSettings
{
    private const double Most = 1_000_000_000;

    public static IReadOnlyList<Goal> Read(JsonSection version)
    {
        var goals = new List<Goal>();
        foreach (var section in version.List("goals"))
        {
            var goal = ReadGoal(section);
            if (goals.Exists(known => known.Key == goal.Key && known.Overlaps(goal)))
                section.Fault("kpi", "has a goal of this scope and cadence already, for some of the same days");
            goals.Add(goal);
        }
        return goals;
    }

    private static Goal ReadGoal(JsonSection section)
    {
        var goal = new Goal(
            section.Text("kpi", required: true) ?? "",
            section.Text("channel"),
            section.Text("queue"),
            Value(section, "target") ?? 0,
            Value(section, "warn"),
            section.Text("objective"),
            section.Text("owner"),
            section.Word("cadence", "daily", "interval", "daily", "weekly", "monthly"),
            section.Date("validFrom"),
            section.Date("validTo"))
        {
            HigherIsBetter = section.Text("better") is null ? null : section.Word("better", "higher", "higher", "lower") == "higher",
            Hysteresis = (double?)section.Number("hysteresis", 0, (decimal)Most),
        };
        if (!section.Has("target"))
            section.Fault("target", "is required");
        if (goal.Queue is not null && goal.Channel is null)
            section.Fault("queue", "needs its channel");
        if (goal.Kpi.Length > 0)
            KpiSettings.Check(section, goal.Kpi, null, goal.Channel, goal.Queue);
        section.RefuseOthers();
        return goal;
    }

    private static double? Value(JsonSection section, string name) => (double?)section.Number(name, -(decimal)Most, (decimal)Most);
}
