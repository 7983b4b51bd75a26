using System.Diagnostics;
using Azure.Data.Tables;
using Pulso.Bench.Running;
using Pulso.Bench.Streams;
using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Bench.Naive;

/// <summary>What an event-by-event writer would do: for each event, read and write every row that it changes.</summary>
/// <remarks>
/// The rules are the product's own, so that the figures are the same; the facts behind the rows of single contacts it need not keep. It is spared what the product does besides: no request, no
/// signature, no queue, no archive, nothing atomic; a crash or a repeat would spoil its figures.
/// </remarks>
internal sealed class NaiveWay(TimelineRows timelines, CellRows cells, Pseudonyms pseudonyms)
{
    /// <param name="Cells">The figures at the end, read back.</param>
    internal sealed record Outcome(double EventsPerSecond, Work Work, Cells Cells);

    public static async Task<Outcome> MeasureAsync(Storage storage, Tenant tenant, EventStream stream, CancellationToken cancel)
    {
        var service = new TableServiceClient(storage.ConnectionString);
        var warmUp = new Tenant("warm-up", [GeneratedCalls.Source]);
        await RunAsync(service, warmUp, GeneratedCalls.Of(Parameters.Seed, calls: 50, days: 2), "warmup", cancel);
        return await RunAsync(service, tenant, stream, "naive", cancel);
    }

    private static async Task<Outcome> RunAsync(
        TableServiceClient service, Tenant tenant, EventStream stream, string prefix, CancellationToken cancel)
    {
        await service.CreateTableIfNotExistsAsync(prefix + "timelines", cancel);
        await service.CreateTableIfNotExistsAsync(prefix + "cells", cancel);
        var work = new Work();
        var cells = new CellRows(service.GetTableClient(prefix + "cells"), work);
        var way = new NaiveWay(
            new TimelineRows(service.GetTableClient(prefix + "timelines"), tenant.Settings(), work), cells, tenant.Pseudonyms());
        var contacts = stream.BySubject();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parameters.Writers, CancellationToken = cancel };
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(contacts, parallel, async (lines, token) =>
        {
            foreach (byte[] line in lines)
                await way.ApplyAsync(line, token);
        });
        var time = Stopwatch.GetElapsedTime(start);
        return new Outcome(stream.Lines.Count / time.TotalSeconds, work, await cells.ReadAsync(cancel));
    }

    private async Task ApplyAsync(byte[] line, CancellationToken cancel)
    {
        var parsed = EventParser.Structured(line, pseudonyms).Events[0];
        foreach (var frame in Frame.AllOf(parsed.Source, parsed.Event, parsed.Subject))
            await ApplyAsync(frame, cancel);
    }

    private async Task ApplyAsync(Frame frame, CancellationToken cancel)
    {
        if (!TimelineFold.IsKept(frame) || await timelines.ApplyAsync(frame, cancel) is not { } change)
            return;
        foreach (var (cell, tally) in change.Delta.All.Where(cell => cell.Key.Facet is not { IsFact: true }))
            await cells.AddAsync(cell, tally, cancel);
        foreach (var derived in change.Derived)
            await ApplyAsync(derived, cancel);
    }
}
