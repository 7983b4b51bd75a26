using Xunit.Abstractions;

namespace Pulso.Chaos;

/// <summary>The short form: every fault strikes at least once.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Whatever_strikes_the_published_bytes_are_those_of_an_undisturbed_run()
    {
        var report = await new Chaos(null, seed: 20_260_304, rounds: 2, events: 2_500, lanes: 2, output.WriteLine).RunAsync();

        Assert.True(report.Failed.Count == 0, $"{report}");
        Assert.Empty(report.Missing);
    }
}
