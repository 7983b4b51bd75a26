using System.Diagnostics;
using Pulso.Chaos.Faults;
using Pulso.Chaos.Running;
using Pulso.Chaos.Streams;
using Pulso.Events;

namespace Pulso.Chaos;

/// <summary>Rounds of events and faults, all from one seed.</summary>
/// <param name="tell">Where progress is told.</param>
internal sealed class Chaos(int seed, int rounds, int events, Action<string> tell)
{
    // A storage that holds the tenants of many rounds gets slow, and no faults are in that.
    private const int RoundsOnOneSystem = 8;

    /// <returns>What has struck in all rounds.</returns>
    public async Task<Struck> RunAsync()
    {
        var total = new Struck();
        var watch = Stopwatch.StartNew();
        tell($"seed {seed}, {rounds} rounds of {events:N0} events; --seed {seed} repeats all of it, --seed {seed}+n the rounds from n on");
        int passed = 0;
        try
        {
            foreach (int[] together in Enumerable.Range(0, rounds).Chunk(RoundsOnOneSystem))
            {
                await using var undisturbed = await Undisturbed.StartAsync();
                await using var disturbed = await Disturbed.StartAsync();
                foreach (int round in together)
                {
                    total.Add(await RunAsync(round, undisturbed, disturbed));
                    passed++;
                }
            }
        }
        finally
        {
            tell($"{passed} of {rounds} rounds in {watch.Elapsed.TotalMinutes:0.0} minutes\n\n{total}\n");
        }
        return total;
    }

    private async Task<Struck> RunAsync(int round, Undisturbed undisturbed, Disturbed disturbed)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var stream = new RoundEvents($"round-{seed + round}", seed + round, events);
            Assert.Superset(EventTypes.All.ToHashSet(), stream.Types.ToHashSet());
            var struck = await new Round(disturbed, stream, seed + round).RunAsync(undisturbed);
            Assert.NotEqual(0, struck.Total);
            tell($"round {round}: {watch.Elapsed.TotalSeconds:0.0} s, {stream.InOrder.Count:N0} events, {struck.Total:N0} struck; not {string.Join(", ", struck.Missing)}");
            return struck;
        }
        catch (Exception error)
        {
            tell($"round {round} FAILED after {watch.Elapsed.TotalSeconds:0.0} s: repeat it with --seed {seed + round} --rounds 1\n{error.Message}");
            foreach (var worker in disturbed.Workers)
                await File.WriteAllTextAsync(Path.Combine(Path.GetTempPath(), $"chaos-{seed + round}-{Array.IndexOf(disturbed.Workers, worker)}.log"), worker.App.Output);
            throw;
        }
    }
}
