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
    /// <returns>The bytes that survived.</returns>
    /// <exception cref="TimeoutException">None ended in time.</exception>
    public static async Task<long> RunAsync(int processId, CancellationToken cancel)
    {
        var collect = new EventPipeProvider(ClrTraceEventParser.ProviderName, EventLevel.Informational, (long)Keywords);
        using var session = await new DiagnosticsClient(processId).StartEventPipeSessionAsync([collect], requestRundown: false, token: cancel);
        var survived = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = Task.Run(() => Read(session.EventStream, survived), cancel);
        try
        {
            return await survived.Task.WaitAsync(Limit, cancel);
        }
        finally
        {
            await session.StopAsync(CancellationToken.None);
            await reading;
        }
    }

    private static void Read(Stream events, TaskCompletionSource<long> survived)
    {
        using var source = new EventPipeEventSource(events);
        bool isFull = false;
        source.Clr.GCStart += start => isFull = start.Depth == Oldest;
        source.Clr.GCHeapStats += heap =>
        {
            if (isFull)
                survived.TrySetResult(heap.TotalPromoted);
        };
        source.Process();
    }
}
