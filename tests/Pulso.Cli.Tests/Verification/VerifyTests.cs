using Pulso.Cli.Verification;
using Spectre.Console;

namespace Pulso.Cli.Tests.Verification;

public sealed class VerifyTests
{
    private static readonly DateOnly Today = new(2026, 7, 1);

    [Fact]
    public void A_difference_is_shown_with_all_that_its_cell_is_known_by()
    {
        var difference = new Verify.Difference("2026-03-02T14:00:00Z", "voice", "inbound", "ventas", "saldo", "high", "agent:ana", "offered", 12_345, 12_344);
        using var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = 400;

        console.Write(Verify.Differences([difference]));

        string row = written.ToString().Split('\n').Single(line => line.Contains("ventas", StringComparison.Ordinal));
        Assert.Equal(
            ["2026-03-02T14:00:00Z", "voice", "inbound", "ventas", "saldo", "high", "agent:ana", "offered", "12,345", "12,344"],
            row.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>A recount that covers no day says so, and is no success.</summary>
    [Theory]
    [InlineData("2026-07-02", 0, false)] // the days to come alone
    [InlineData("2026-07-01", 0, true)]
    [InlineData("2026-06-06", 0, true)] // covered, and empty
    [InlineData("2026-07-02", 3, true)] // events may be of days to come
    [InlineData(null, 0, true)] // a new tenant
    public void Days_that_begin_in_the_future_cover_nothing(string? since, long compared, bool covers) => Assert.Equal(covers, Verify.Covers(since, compared, Today));
}
