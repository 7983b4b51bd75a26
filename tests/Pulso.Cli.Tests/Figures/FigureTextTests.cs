using Pulso.Cli.Figures;

namespace Pulso.Cli.Tests.Figures;

public sealed class FigureTextTests
{
    [Theory]
    [InlineData(null, "%", "–")]
    [InlineData(null, "count", "–")]
    [InlineData(0.0, "%", "0.0 %")]
    [InlineData(0.80649, "%", "80.6 %")]
    [InlineData(1.0, "%", "100.0 %")]
    [InlineData(0.0, "s", "0:00")]
    [InlineData(59.6, "s", "1:00")]
    [InlineData(305.2, "s", "5:05")]
    [InlineData(3_599.4, "s", "59:59")]
    [InlineData(3_600.0, "s", "1:00:00")]
    [InlineData(90_061.0, "s", "25:01:01")]
    [InlineData(-75.0, "s", "-1:15")]
    [InlineData(-0.2, "s", "0:00")]
    [InlineData(31_359.0, "count", "31,359")]
    [InlineData(3.14159, "count", "3.14")]
    [InlineData(-12.5, "-100..100", "-12.5")]
    public void A_value_is_written_by_its_unit(double? value, string unit, string text) => Assert.Equal(text, FigureText.Of(value, unit));
}
