using System.Collections.Concurrent;
using System.Diagnostics;
using Pulso.Bench.Running;
using Pulso.Bench.Streams;

namespace Pulso.Bench.WholeSystem;

/// <summary>What became of some events, from the first request to the second mark.</summary>
/// <param name="AppProcessor">Processor time of the app.</param>
/// <param name="StorageProcessor">Processor time of Azurite.</param>
internal sealed record Flow(int Events, TimeSpan Time, Counts Counts, TimeSpan AppProcessor, TimeSpan StorageProcessor)
{
    public double EventsPerSecond => Events / Time.TotalSeconds;

    public double EntitiesPerSecond => Counts.Entities / Time.TotalSeconds;

    public double PerThousand(double total) => total * 1_000 / Events;

    /// <summary>Measures what <paramref name="send"/> sends, which must be all of the events.</summary>
    /// <exception cref="InvalidOperationException">The app did not take and apply every event.</exception>
    public static async Task<Flow> MeasureAsync(LocalSystem system, Tenant tenant, int events, Func<Task> send, CancellationToken cancel)
    {
        var flow = await FollowAsync(system, tenant, events, send, cancel);
        return flow.Counts.Accepted == events ? flow
            : throw new InvalidOperationException($"of {events} events {flow.Counts.Accepted} were accepted");
    }

    /// <summary>Measures events that were accepted before: from the queue to the figures.</summary>
    public static async Task<Flow> OfAcceptedAsync(LocalSystem system, Tenant tenant, EventStream stream, CancellationToken cancel)
    {
        await Backlog.AcceptAsideAsync(system.Storage, tenant, stream, cancel);
        return await FollowAsync(
            system,
            tenant,
            stream.Lines.Count,
            () =>
            {
                Backlog.Release(system.Storage);
                return Task.CompletedTask;
            },
            cancel);
    }

    private static async Task<Flow> FollowAsync(LocalSystem system, Tenant tenant, int events, Func<Task> begin, CancellationToken cancel)
    {
        var before = await system.App.Client.CountsAsync(cancel);
        var (app, storage) = (system.App.Processor, system.Storage.Processor);
        long start = Stopwatch.GetTimestamp();
        await begin();
        await system.App.Client.DrainAsync(tenant, cancel);
        var time = Stopwatch.GetElapsedTime(start);
        var (appAfter, storageAfter) = (system.App.Processor, system.Storage.Processor);
        var counts = await system.App.Client.CountsAsync(cancel) - before;
        if (counts.Rejected != 0)
            throw new InvalidOperationException($"of {events} events {counts.Rejected} were rejected");
        return new Flow(events, time, counts, appAfter - app, storageAfter - storage);
    }

    /// <summary>Measures events that are sent in batches, some requests at once.</summary>
    public static Task<Flow> OfBatchesAsync(LocalSystem system, Tenant tenant, EventStream stream, CancellationToken cancel)
    {
        var bodies = stream.Bodies(Parameters.EventsPerRequest);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parameters.RequestsInFlight, CancellationToken = cancel };
        return MeasureAsync(
            system,
            tenant,
            stream.Lines.Count,
            () => Parallel.ForEachAsync(bodies, parallel, async (body, token) =>
                await system.App.Client.PostAsync(tenant, body, "application/cloudevents-batch+json", token)),
            cancel);
    }

    /// <summary>Measures events that are sent one per request, in their order, at a steady pace.</summary>
    /// <param name="answers">Gets how long each request waited for its 202, in milliseconds.</param>
    public static Task<Flow> OfSingleEventsAsync(
        LocalSystem system, Tenant tenant, EventStream stream, double perSecond, ConcurrentBag<double> answers, CancellationToken cancel) =>
        MeasureAsync(system, tenant, stream.Lines.Count, () => SendSinglyAsync(system, tenant, stream, perSecond, answers, cancel), cancel);

    public static async Task SendSinglyAsync(
        LocalSystem system, Tenant tenant, EventStream stream, double perSecond, ConcurrentBag<double> answers, CancellationToken cancel)
    {
        var sent = new List<Task>();
        long start = Stopwatch.GetTimestamp();
        foreach (byte[] line in stream.Lines)
        {
            var early = TimeSpan.FromSeconds(sent.Count / perSecond) - Stopwatch.GetElapsedTime(start);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, cancel);
            sent.Add(PostAsync(line));
        }
        await Task.WhenAll(sent);

        async Task PostAsync(byte[] line)
        {
            long asked = Stopwatch.GetTimestamp();
            await system.App.Client.PostAsync(tenant, line, "application/cloudevents+json", cancel);
            answers.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }
    }
}
