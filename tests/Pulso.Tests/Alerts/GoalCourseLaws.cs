using Pulso.Alerts;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Tests.Alerts;

/// <summary>How a goal's level follows its figures.</summary>
public sealed class GoalCourseLaws
{
    private static readonly Kpi ServiceLevel = Catalogue.Find("service_level")!;
    private static readonly Kpi Asa = Catalogue.Find("asa")!;

    [Theory]
    [InlineData("service_level", 0.8, 0.7, new[] { 0.9, 0.8, 0.79, 0.7, 0.69 }, "Met Met Warned Warned Missed")]
    [InlineData("asa", 30.0, 45.0, new[] { 20.0, 30, 31, 45, 46 }, "Met Met Warned Warned Missed")]
    [InlineData("service_level", 0.8, null, new[] { 0.9, 0.8, 0.79 }, "Met Met Missed")]
    [InlineData("service_level", 0.8, 0.85, new[] { 0.85, 0.84, 0.8, 0.79 }, "Met Warned Warned Missed")]
    public void Between_target_and_warning_it_warns_and_beyond_both_it_is_missed(string kpi, double target, double? warn, double[] values, string levels)
    {
        var course = Course(Catalogue.Find(kpi)!, target, warn);
        Assert.Equal(levels, string.Join(' ', values.Select(value => course.Next(GoalLevel.Met, value))));
    }

    [Fact]
    public void A_constant_value_changes_the_level_at_most_once()
    {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            var course = Any(random, out double target, out double warn);
            double value = target + ((random.NextDouble() - 0.5) * 4 * Math.Max(Math.Abs(target - warn), 0.01));
            foreach (var start in Enum.GetValues<GoalLevel>())
            {
                var level = course.Next(start, value);
                Assert.Equal(level, course.Next(level, value));
            }
        }
    }

    [Fact]
    public void Values_that_swing_by_less_than_the_margin_around_a_bound_never_change_it_back()
    {
        var random = new Random(2);
        for (int i = 0; i < 2_000; i++)
        {
            double target = 0.5 + (random.NextDouble() / 2);
            double margin = 0.001 + (random.NextDouble() / 20);
            var course = new GoalCourse(Goal(target, null) with { Hysteresis = margin }, ServiceLevel);
            var levels = Enumerable.Range(0, 50).Select(_ => target + ((random.NextDouble() - 0.5) * 1.9 * margin)).Aggregate(
                new List<GoalLevel> { GoalLevel.Met }, (known, value) => [.. known, course.Next(known[^1], value)]);

            Assert.InRange(levels.Zip(levels.Skip(1)).Count(pair => pair.First != pair.Second), 0, 1);
        }
    }

    [Fact]
    public void It_is_met_again_once_the_figure_is_better_by_the_margin()
    {
        var course = Course(ServiceLevel, 0.8, 0.7); // a tenth of the distance: 0.01

        Assert.Equal(GoalLevel.Warned, course.Next(GoalLevel.Warned, 0.809));
        Assert.Equal(GoalLevel.Met, course.Next(GoalLevel.Warned, 0.811));
        Assert.Equal(GoalLevel.Missed, course.Next(GoalLevel.Missed, 0.709));
        Assert.Equal(GoalLevel.Warned, course.Next(GoalLevel.Missed, 0.711));
        Assert.Equal(GoalLevel.Met, course.Next(GoalLevel.Missed, 0.9));
    }

    [Fact]
    public void A_goal_can_say_which_side_is_good()
    {
        var course = new GoalCourse(Goal(100, null) with { HigherIsBetter = false }, ServiceLevel);
        Assert.Equal(GoalLevel.Missed, course.Next(GoalLevel.Met, 101));
    }

    private static GoalCourse Any(Random random, out double target, out double warn)
    {
        target = Math.Round(random.NextDouble() * 100, 3);
        warn = random.Next(3) == 0 ? target : Math.Round(random.NextDouble() * 100, 3);
        return Course(random.Next(2) == 0 ? ServiceLevel : Asa, target, warn);
    }

    private static GoalCourse Course(Kpi kpi, double target, double? warn) => new(Goal(target, warn), kpi);

    private static Goal Goal(double target, double? warn) => new("any", null, null, target, warn, null, null, "daily", null, null);
}
