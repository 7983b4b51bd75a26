using Pulso.Cli.Figures;

namespace Pulso.Cli.Tests.Figures;

public sealed class FigureRowTests
{
    private const string Json = """
        [{ "from": "2026-03-02", "to": "2026-03-02", "queue": "NW", "channel": "voice",
           "kpi": "asa", "value": 12.5, "unit": "s", "n": 4, "status": "final" }]
        """;

    [Fact]
    public void Keys_stand_in_the_order_that_was_asked_for() =>
        Assert.Equal("voice NW", Row(["channel", "queue"]).Group(withPeriod: false));

    [Fact]
    public void Among_several_periods_the_group_names_its_own() =>
        Assert.Equal("2026-03-02 NW", Row(["queue"]).Group(withPeriod: true));

    [Fact]
    public void A_value_of_null_is_no_data()
    {
        var rows = FigureRow.Read(System.Text.Encoding.UTF8.GetBytes(Json.Replace("12.5", "null", StringComparison.Ordinal)), []);

        Assert.Null(Assert.Single(rows).Value);
    }

    [Fact]
    public void A_difference_names_the_arm_that_it_is_from_and_its_interval()
    {
        string json = Json.Replace("\"n\": 4", "\"n\": 4, \"low\": -1, \"high\": 26, \"against\": \"control\"", StringComparison.Ordinal);
        var row = Assert.Single(FigureRow.Read(System.Text.Encoding.UTF8.GetBytes(json), []));

        Assert.Equal(("control", (-1.0, 26.0)), (row.Against, row.Interval));
        Assert.Null(Row([]).Against);
        Assert.Null(Row([]).Interval);
    }

    [Theory]
    [InlineData(0.05, "%", "+5.0 pp")]
    [InlineData(-0.05, "%", "-5.0 pp")]
    [InlineData(12, "s", "+0:12")]
    [InlineData(0, "%", "0.0 pp")]
    public void Shares_differ_by_points(double value, string unit, string text) => Assert.Equal(text, DifferenceTable.Signed(value, unit));

    private static FigureRow Row(string[] by) => Assert.Single(FigureRow.Read(System.Text.Encoding.UTF8.GetBytes(Json), by));
}
