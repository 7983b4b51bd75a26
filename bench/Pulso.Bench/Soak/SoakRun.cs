using System.Diagnostics;
using Pulso.Bench.Costs;
using Pulso.Bench.Running;
using Pulso.Bench.Streams;
using Pulso.Bench.WholeSystem;

namespace Pulso.Bench.Soak;

/// <summary>A steady rate for a long time: does memory, lag or the number of handles grow?</summary>
internal static class SoakRun
{
    /// <summary>Events a second: few enough that the partitions do not grow by half of what they hold, since Azurite takes the longer for a row the more there are.</summary>
    public const int PerSecond = 20;

    /// <summary>Calls of the month before: more timelines than the app keeps in memory, so that the cache is full when the soak begins.</summary>
    public const int CallsBefore = 50_000;

    private const double MiB = 1024 * 1024;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Sample>> SampleAsync(TimeSpan time, CancellationToken cancel)
    {
        var tenant = new Tenant("soak", [GeneratedCalls.Source]);
        await using var system = await WarmSystem.StartAsync(tenant, cancel, inMemory: true, variant: new AppVariant(null, IsDeployed: true));
        var before = await Flow.OfBatchesAsync(system, tenant, GeneratedCalls.Of(Parameters.Seed, CallsBefore, days: 31), cancel);
        Console.WriteLine($"{before.Events:#,0} events before, {before.EventsPerSecond:#,0} a second; then {PerSecond} a second for {time.TotalMinutes:0} minutes");
        var sending = SteadyCalls.SendAsync(system, tenant, PerSecond, time, cancel);
        long start = Stopwatch.GetTimestamp();
        var samples = new List<Sample>();
        while (!sending.IsCompleted)
        {
            await Task.WhenAny(sending, Task.Delay(Every, cancel));
            samples.Add(await SampleAsync(system, tenant, Stopwatch.GetElapsedTime(start), cancel));
            Console.WriteLine(samples[^1]);
        }
        await sending;
        return samples;
    }

    private static async Task<Sample> SampleAsync(LocalSystem system, Tenant tenant, TimeSpan since, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        await system.App.Client.DrainAsync(tenant, cancel);
        double lagMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var counts = await system.App.Client.CountsAsync(cancel);
        var heap = await system.App.CollectGarbageAsync(cancel); // or memory would tell when the last collection was
        var (memory, handles, threads) = system.App.Holds;
        await Leftovers.RemoveAsync(system.Storage, tenant, cancel);
        return new Sample(since.TotalMinutes, (memory - heap.Holes) / MiB, heap.Survived / MiB, heap.Holes / MiB, handles, threads, lagMs, counts.Accepted, system.App.Processor.TotalSeconds, system.Storage.Processor.TotalSeconds);
    }
}
