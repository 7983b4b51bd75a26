using System.Collections.Concurrent;
using System.Diagnostics;
using Pulso.Bench.Running;
using Pulso.Bench.Soak;
using Pulso.Bench.Streams;

namespace Pulso.Bench.WholeSystem;

/// <summary>How long webhooks wait for their 202 at half of the rate that the system takes, one event a request, while it applies them.</summary>
internal static class HalfLoad
{
    private const int AtOnce = 32;
    private const int FullLoadEvents = 6_000;
    private const int HalfLoadEvents = 6_000;

    internal sealed record Answers(double PerSecond, double MedianMs, double SlowMs);

    public static async Task<Answers> MeasureAsync(LocalSystem system, Tenant tenant, EventStream stream, CancellationToken cancel)
    {
        double full = await FullAsync(system, tenant, stream.First(FullLoadEvents), cancel);
        var answers = new ConcurrentBag<double>();
        await Flow.SendSinglyAsync(system, tenant, stream.From(FullLoadEvents, HalfLoadEvents), full / 2, answers, cancel);
        await system.App.Client.DrainAsync(tenant, cancel);
        return new Answers(full / 2, Trend.Quantile(answers, 0.5), Trend.Quantile(answers, 0.99));
    }

    /// <returns>Events a second, from the first request until all are applied.</returns>
    private static async Task<double> FullAsync(LocalSystem system, Tenant tenant, EventStream stream, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(stream.Lines, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (line, token) =>
            await system.App.Client.PostAsync(tenant, line, "application/cloudevents+json", token));
        await system.App.Client.DrainAsync(tenant, cancel);
        return stream.Lines.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
