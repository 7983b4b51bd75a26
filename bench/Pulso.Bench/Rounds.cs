using Pulso.Bench.Report;

namespace Pulso.Bench;

/// <summary>Runs all measures by turns, so that what changes on the machine meanwhile falls on all of them.</summary>
internal sealed class Rounds(Parameters parameters, Measurements measurements, Measured measured, TimeBound time)
{
    /// <returns>True if every measure that was begun came to its end.</returns>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        bool whole = true;
        for (int round = 1; round <= parameters.Rounds; round++)
        {
            foreach (var (name, measure) in (round == 1 ? measurements.Counted.Concat(measurements.All) : measurements.All).Where(item => item.Name.Contains(parameters.Only, StringComparison.Ordinal)))
            {
                if (!time.Allows(name))
                {
                    measured.Remarks.Add($"Round {round} left out '{name}': the time was up.");
                    continue;
                }
                Console.Write($"{time.Elapsed:mm\\:ss}  round {round}: {name} … ");
                whole &= await TryAsync(name, measure, cancel);
            }
        }
        return whole;
    }

    // The others are worth having also when one fails.
    private async Task<bool> TryAsync(string name, Func<CancellationToken, Task<string>> measure, CancellationToken cancel)
    {
        try
        {
            await time.RunAsync(name, async () => Console.WriteLine(await measure(cancel)));
            return true;
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            Console.WriteLine($"failed: {error}");
            measured.Remarks.Add($"'{name}' failed: {error.Message}");
            return false;
        }
    }
}
