using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace Pulso.Bench.Running;

/// <summary>A full collection in another .NET process, asked for over the runtime's diagnostics port.</summary>
internal static class GarbageCollection
{
    private const int Oldest = 2;

    // A session with the second begins with a full collection: https://learn.microsoft.com/dotnet/fundamentals/diagnostics/runtime-garbage-collection-events
    private const ClrTraceEventParser.Keywords Keywords = ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.GCHeapCollect;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Runs one and waits for its end.</summary>
    /// <exception cref="TimeoutException">None ended in time.</exception>
    public static async Task<ManagedHeap> RunAsync(int processId, CancellationToken cancel)
    {
        var collect = new EventPipeProvider(ClrTraceEventParser.ProviderName, EventLevel.Informational, (long)Keywords);
        using var session = await new DiagnosticsClient(processId).StartEventPipeSessionAsync([collect], requestRundown: false, token: cancel);
        var ended = new TaskCompletionSource<ManagedHeap>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = Task.Run(() => Read(session.EventStream, ended), cancel);
        try
        {
            return await ended.Task.WaitAsync(Limit, cancel);
        }
        finally
        {
            await session.StopAsync(CancellationToken.None);
            await reading;
        }
    }

    private static void Read(Stream events, TaskCompletionSource<ManagedHeap> ended)
    {
        using var source = new EventPipeEventSource(events);
        bool isFull = false;
        source.Clr.GCStart += start => isFull = start.Depth == Oldest;
        source.Clr.GCHeapStats += heap =>
        {
            if (isFull)
                ended.TrySetResult(new ManagedHeap(heap.TotalPromoted, heap.TotalHeapSize - heap.TotalPromoted));
        };
        source.Process();
    }
}

/// <summary>What a full collection left of a process's heap.</summary>
/// <param name="Survived">Bytes of objects.</param>
/// <param name="Holes">Bytes between them, which the collector has not closed.</param>
internal readonly record struct ManagedHeap(long Survived, long Holes);
