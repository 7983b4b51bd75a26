using System.Diagnostics;
using System.Globalization;
using Pulso.Bench.Report;
using Pulso.Bench.Running;
using Pulso.Bench.Streams;
using Pulso.Bench.WholeSystem;

namespace Pulso.Bench.Neighbours;

/// <summary>A quiet tenant sends a call now and then: alone, and while another one has a backlog on the same instance.</summary>
internal static class NoisyNeighbour
{
    private const int NoisyCalls = 60_000;
    private const int CallsAlone = 30;
    private const string BatchType = "application/cloudevents-batch+json";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task<string> MeasureAsync(CancellationToken cancel)
    {
        var quiet = new Tenant("quiet", [GeneratedCalls.Source]);
        var noisy = new Tenant("noisy", [GeneratedCalls.Source]);
        await using var system = await WarmSystem.StartAsync(quiet, cancel);
        await system.App.Client.PutAsync(noisy, cancel);
        var calls = new Queue<byte[]>(Enumerable.Range(1, 2_000).Select(seed => GeneratedCalls.Of(seed, calls: 1, days: 1).Bodies(100).Single()));

        await DelaysAsync(system, quiet, calls, rounds => rounds < CallsAlone, cancel); // warms the marks up
        var alone = await DelaysAsync(system, quiet, calls, rounds => rounds < CallsAlone, cancel);

        var backlog = GeneratedCalls.Of(Parameters.Seed, NoisyCalls, days: 31);
        long start = Stopwatch.GetTimestamp();
        var noise = Task.Run(() => SendAsync(system, noisy, backlog, cancel), cancel);
        var beside = await DelaysAsync(system, quiet, calls, _ => !noise.IsCompleted, cancel);
        await noise;
        return Document(alone, beside, backlog.Lines.Count, Stopwatch.GetElapsedTime(start));
    }

    private static async Task SendAsync(LocalSystem system, Tenant tenant, EventStream backlog, CancellationToken cancel)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parameters.RequestsInFlight, CancellationToken = cancel };
        await Parallel.ForEachAsync(backlog.Bodies(Parameters.EventsPerRequest), parallel, async (body, token) =>
            await system.App.Client.PostAsync(tenant, body, BatchType, token));
        await system.App.Client.DrainAsync(tenant, cancel);
    }

    private static async Task<Delays> DelaysAsync(
        LocalSystem system, Tenant tenant, Queue<byte[]> calls, Func<int, bool> goesOn, CancellationToken cancel)
    {
        var delays = new List<double>();
        while (goesOn(delays.Count) && calls.TryDequeue(out byte[]? call))
        {
            long start = Stopwatch.GetTimestamp();
            await system.App.Client.PostAsync(tenant, call, BatchType, cancel);
            await system.App.Client.DrainAsync(tenant, cancel);
            delays.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(Pause, cancel);
        }
        return new Delays(delays);
    }

    private static string Document(Delays alone, Delays beside, int backlog, TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"""
        # A noisy neighbour

        A quiet tenant sends a call of some events and waits for two marks, which pass each of its sessions twice: when they have, the call and all that it
        causes is in the figures. First alone, then while another tenant has {backlog:#,0} events on the same queue and the same single instance, which it takes
        {time.TotalSeconds:0.0} s to apply.

        | | calls | median | longest |
        | --- | --- | --- | --- |
        | alone | {alone.Milliseconds.Count} | {alone.Median:#,0} ms | {alone.Longest:#,0} ms |
        | beside the backlog | {beside.Milliseconds.Count} | {beside.Median:#,0} ms | {beside.Longest:#,0} ms |

        Without sessions of its own the quiet tenant would wait for the whole backlog. With them it waits for at most one batch of each busy session that is
        served before its own, twice: {beside.Median / alone.Median:0.0} times as long as alone in the median, and {100 * beside.Longest / time.TotalMilliseconds:0} % of the backlog's time at the longest.

        {Machine.Here().Processor}, {Machine.Here().Cores} cores, {Machine.Here().Runtime}, Azurite {Machine.Here().Azurite}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}. `dotnet run -c Release --project bench/Pulso.Bench -- --neighbours`

        """);
}
