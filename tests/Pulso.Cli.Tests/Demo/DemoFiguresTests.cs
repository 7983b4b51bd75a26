namespace Pulso.Cli.Tests.Demo;

/// <summary>The made-up figures look like those of a contact centre, whatever the date.</summary>
public sealed class DemoFiguresTests
{
    public static TheoryData<DateOnly> Dates => [new(2026, 1, 31), new(2026, 3, 3), new(2026, 11, 20), new(2027, 2, 28)];

    [Theory]
    [MemberData(nameof(Dates))]
    public void The_figures_lie_in_plausible_ranges(DateOnly date)
    {
        var day = CountedDay.Of(date);

        Assert.Multiple(
            () => InRange(day.Value("volume"), 2_500, 3_500),
            () => InRange(day.Value("service_level", "voice"), 0.68, 0.9),
            () => InRange(day.Value("abandonment_rate"), 0.025, 0.08),
            () => InRange(day.Value("abandonment_rate", "voice"), 0.03, 0.1),
            () => InRange(day.Value("aht", "voice"), 270, 350),
            () => InRange(day.Value("asa", "voice"), 5, 35),
            () => InRange(day.Value("fcr"), 0.7, 0.82),
            () => InRange(day.Value("recontact_rate"), 0.13, 0.26),
            () => InRange(day.Value("resolution_rate"), 0.75, 0.95),
            () => InRange(day.Value("ivr_abandonment"), 0.01, 0.07));
    }

    [Theory]
    [MemberData(nameof(Dates))]
    public void The_service_level_of_calls_is_worse_in_the_peak(DateOnly date)
    {
        var day = CountedDay.Of(date);

        Assert.True(day.Value("service_level", "voice", 10, 12) < day.Value("service_level", "voice", 13, 15) - 0.1);
        Assert.True(day.Value("volume", "voice", 10, 12) > day.Value("volume", "voice", 13, 15));
    }

    private static void InRange(double? value, double low, double high) => Assert.InRange(value ?? double.NaN, low, high);
}
