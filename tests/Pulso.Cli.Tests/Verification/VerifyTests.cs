using Pulso.Cli.Verification;
using Spectre.Console;

namespace Pulso.Cli.Tests.Verification;

public sealed class VerifyTests
{
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
}
