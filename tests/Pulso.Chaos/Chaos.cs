using System.Collections.Concurrent;
using System.Diagnostics;
using Pulso.Acceptance.Running;
using Pulso.Chaos.Running;
using Pulso.Chaos.Streams;
using Pulso.Events;

namespace Pulso.Chaos;

/// <summary>Rounds of events and faults, all from one seed, some at once.</summary>
/// <param name="app">Another build of the app than the one beside this program.</param>
/// <param name="lanes">How many rounds go on at once, each in systems of its own.</param>
/// <param name="tell">Where progress is told.</param>
internal sealed class Chaos(FileInfo? app, int seed, int rounds, int events, int lanes, Action<string> tell)
{
    // A storage that holds the tenants of many rounds gets slow, and no faults are in that.
    private const int RoundsOnOneSystem = 4;

    // In every third round what is accepted is gathered: other things go by twos.
    private readonly ConcurrentQueue<int[]> left = new(
        Enumerable.Range(seed, rounds).GroupBy(Gathers).SelectMany(alike => alike.Chunk(RoundsOnOneSystem)));

    private readonly ConcurrentBag<Outcome> outcomes = [];
    private readonly Stopwatch watch = new();

    public async Task<Report> RunAsync()
    {
        tell($"seed {seed}, {rounds} rounds of {events:N0} events, {lanes} at once; --seed {seed} repeats all of it, --seed {seed}+n the rounds from n on");
        if (app is not null)
            RunningApp.App = app.FullName;
        watch.Start();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(lanes, rounds)).Select(_ => RunLaneAsync()));
        return new Report(app, seed, rounds, events, lanes, watch.Elapsed, [.. outcomes.OrderBy(outcome => outcome.Seed)]);
    }

    private async Task RunLaneAsync()
    {
        while (left.TryDequeue(out int[]? seeds))
        {
            await using var undisturbed = await Undisturbed.StartAsync();
            await using var disturbed = await Disturbed.StartAsync(Gathers(seeds[0]));
            bool whole = true;
            int done = 0;
            for (; done < seeds.Length && whole; done++)
            {
                var outcome = await RunAsync(seeds[done], undisturbed, disturbed);
                outcomes.Add(outcome);
                whole = outcome.Error is null; // a system in which something went wrong is no start for another round
                tell($"{outcome}; {outcomes.Count} of {rounds} in {watch.Elapsed.TotalMinutes:0.0} minutes");
            }
            if (done < seeds.Length)
                left.Enqueue(seeds[done..]);
        }
    }

    private static bool Gathers(int seedOfRound) => seedOfRound % 3 == 0;

    private async Task<Outcome> RunAsync(int seedOfRound, Undisturbed undisturbed, Disturbed disturbed)
    {
        var round = Stopwatch.StartNew();
        var stream = new RoundEvents($"round-{seedOfRound}", seedOfRound, events);
        var struck = new Faults.Struck();
        try
        {
            Assert.Superset(EventTypes.All.ToHashSet(), stream.Types.ToHashSet());
            Assert.True(stream.SettledAt < TimeProvider.System.GetUtcNow() - Faults.Strikes.FarthestJump, "an instant that the events wait for must have come on every clock");
            await new Round(disturbed, stream, seedOfRound, struck).RunAsync(undisturbed);
            Assert.NotEqual(0, struck.Total);
            return new Outcome(seedOfRound, stream.InOrder.Count, round.Elapsed, struck, null);
        }
        catch (Exception error)
        {
            foreach (var worker in disturbed.Workers)
                await File.WriteAllTextAsync(Path.Combine(Path.GetTempPath(), $"chaos-{seedOfRound}-{Array.IndexOf(disturbed.Workers, worker)}.log"), worker.App.Output);
            return new Outcome(seedOfRound, stream.InOrder.Count, round.Elapsed, struck, error.Message);
        }
    }
}
