using System.Collections.Concurrent;
using System.Diagnostics;
using Pulso.Bench.Costs;
using Pulso.Bench.InMemory;
using Pulso.Bench.Naive;
using Pulso.Bench.Raw;
using Pulso.Bench.Report;
using Pulso.Bench.Running;
using Pulso.Bench.Scale;
using Pulso.Bench.Soak;
using Pulso.Bench.Streams;
using Pulso.Bench.WholeSystem;

namespace Pulso.Bench;

/// <summary>Each measure of a round: on an empty storage, notes its figures, and says the main one.</summary>
internal sealed class Measurements(Parameters parameters, EventStream stream, Measured measured)
{
    private const int InMemoryEvents = 60_000;
    private const int CostNaiveEvents = 5_000; // rows of an event are counted, not timed

    private readonly Tenant tenant = new("bench", stream.Sources());

    // What is sent event by event: as many before as there are first events, for what is under way when it begins.
    private readonly EventStream live = stream.Overlapping(Parameters.LivePerSecond, parameters.First + parameters.Live);

    // How long all events take: a guess, and then what they took last.
    private TimeSpan expected = TimeSpan.FromSeconds(10 + (stream.Lines.Count / 4_000.0));

    // The transactions that raw ones repeat.
    private IReadOnlyList<RecordedTransaction>? recorded;

    /// <summary>What is counted and not timed: once is enough.</summary>
    public IReadOnlyList<(string Name, Func<CancellationToken, Task<string>> Measure)> Counted =>
    [
        ("the cost of live events", CostAsync),
        ("a published start", PublishedStartAsync),
        ("half load", HalfLoadAsync),
        ("the naive way and the product, all channels", MixedAsync),
        ("answers", _ => Task.FromResult(Answers())),
        ("ten times as much", TenTimesAsync),
    ];

    /// <summary>The page of costs; null where it was not measured.</summary>
    public string? Costs { get; private set; }

    public IReadOnlyList<(string Name, Func<CancellationToken, Task<string>> Measure)> All =>
    [
        ("the first events, then live ones", FirstAsync),
        ("a backlog", BacklogAsync),
        ("the naive way and the product", NaiveAsync),
        ("a start", StartAsync),
        ("in memory", _ => Task.FromResult(InMemory())),
        ("all events", AllAsync),
        ("all events from the queue, then raw transactions", RawAsync),
    ];

    private async Task<string> FirstAsync(CancellationToken cancel)
    {
        await CloseDaysTimer.PassAsync(TimeSpan.FromSeconds(20 + (parameters.Live / (double)Parameters.LivePerSecond)), cancel);
        await using var system = await WarmSystem.StartAsync(tenant, cancel);
        var first = await Flow.OfBatchesAsync(system, tenant, stream.First(parameters.First), cancel);
        measured.Add(Lines.FirstRate, first.EventsPerSecond);
        var answers = new ConcurrentBag<double>();
        await Flow.OfBatchesAsync(system, tenant, live.First(parameters.First), cancel);
        var singly = await Flow.OfSingleEventsAsync(
            system, tenant, live.From(parameters.First, parameters.Live), Parameters.LivePerSecond, answers, cancel);
        measured.Add(Lines.Answer, Trend.Quantile(answers, 0.5));
        measured.Add(Lines.SlowAnswer, Trend.Quantile(answers, 0.99));
        measured.Add(Lines.LivePace, singly.EventsPerSecond);
        measured.Add(Lines.LiveEntities, singly.PerThousand(singly.Counts.Entities));
        measured.Add(Lines.LiveReads, singly.PerThousand(singly.Counts.RowsRead));
        return $"{first.EventsPerSecond:#,0} events/s; live {singly.PerThousand(singly.Counts.Entities):#,0} entities per 1,000 events";
    }

    private async Task<string> BacklogAsync(CancellationToken cancel)
    {
        var backlog = stream.First(parameters.Backlog);
        await CloseDaysTimer.PassAsync(TimeSpan.FromSeconds(20), cancel);
        await using var storage = await Storage.StartAsync(cancel);
        await Backlog.AcceptAsync(storage, tenant, backlog, cancel);
        await using var app = await App.StartAsync(storage, cancel);
        await app.Client.DrainAsync(tenant, cancel);
        var counts = await app.Client.CountsAsync(cancel);
        double thousands = backlog.Lines.Count / 1_000.0;
        measured.Add(Lines.BacklogEntities, counts.Entities / thousands);
        measured.Add(Lines.BacklogReads, counts.RowsRead / thousands);
        return $"{counts.Entities / thousands:#,0} entities per 1,000 events";
    }

    private async Task<string> NaiveAsync(CancellationToken cancel)
    {
        var (naive, product, cells) = await BothWaysAsync(tenant, stream.First(parameters.NaiveEvents), cancel);
        measured.Add(Lines.NaiveRate, naive.EventsPerSecond);
        measured.Add(Lines.NaiveProduct, product.EventsPerSecond);
        measured.Add(Lines.NaiveRatio, product.EventsPerSecond / naive.EventsPerSecond);
        measured.Add(Lines.NaiveReads, product.PerThousand(naive.Work.Reads));
        measured.Add(Lines.NaiveWrites, product.PerThousand(naive.Work.Writes));
        measured.Add(Lines.NaiveRaces, product.PerThousand(naive.Work.LostRaces));
        measured.Add(Lines.UnracedRatio, product.EventsPerSecond / naive.EventsPerSecond * 2 * naive.Work.Writes / (naive.Work.Reads + naive.Work.Writes + naive.Work.LostRaces));
        return $"{product.EventsPerSecond:#,0} against {naive.EventsPerSecond:#,0} events/s, the same {cells:#,0} cells";
    }

    private async Task<string> MixedAsync(CancellationToken cancel)
    {
        var events = MixedEvents.Of().First(parameters.NaiveEvents);
        var (naive, product, cells) = await BothWaysAsync(new Tenant("mixed", events.Sources()), events, cancel);
        measured.Add(Lines.MixedNaiveRate, naive.EventsPerSecond);
        measured.Add(Lines.MixedProduct, product.EventsPerSecond);
        measured.Add(Lines.MixedRatio, product.EventsPerSecond / naive.EventsPerSecond);
        return $"{product.EventsPerSecond:#,0} against {naive.EventsPerSecond:#,0} events/s, the same {cells:#,0} cells";
    }

    /// <exception cref="InvalidOperationException">They do not end with the same figures.</exception>
    private static async Task<(NaiveWay.Outcome Naive, Flow Product, int Cells)> BothWaysAsync(Tenant tenant, EventStream events, CancellationToken cancel)
    {
        NaiveWay.Outcome naive;
        await using (var storage = await Storage.StartAsync(cancel))
            naive = await NaiveWay.MeasureAsync(storage, tenant, events, cancel);

        await CloseDaysTimer.PassAsync(TimeSpan.FromSeconds(15), cancel);
        await using var system = await WarmSystem.StartAsync(tenant, cancel);
        var product = await Flow.OfBatchesAsync(system, tenant, events, cancel);
        var figures = await Figures.ReadAsync(system.Storage, tenant, cancel);
        return figures.Encode().AsSpan().SequenceEqual(naive.Cells.Encode())
            ? (naive, product, figures.Count)
            : throw new InvalidOperationException($"the figures differ: {figures.Count} cells and, the naive way, {naive.Cells.Count}");
    }

    private async Task<string> AllAsync(CancellationToken cancel)
    {
        await CloseDaysTimer.PassAsync(expected, cancel);
        await using var system = await WarmSystem.StartAsync(tenant, cancel);
        var flow = await Flow.OfBatchesAsync(system, tenant, stream, cancel);
        expected = flow.Time + TimeSpan.FromSeconds(10);
        measured.Add(Lines.AllRate, flow.EventsPerSecond);
        measured.Add(Lines.AllEntities, flow.PerThousand(flow.Counts.Entities));
        measured.Add(Lines.AllReads, flow.PerThousand(flow.Counts.RowsRead));
        measured.Add(Lines.AppProcessor, flow.PerThousand(flow.AppProcessor.TotalSeconds));
        measured.Add(Lines.StorageProcessor, flow.PerThousand(flow.StorageProcessor.TotalSeconds));
        return $"{flow.EventsPerSecond:#,0} events/s";
    }

    private async Task<string> RawAsync(CancellationToken cancel)
    {
        recorded ??= await RecordedAsync(cancel);
        await CloseDaysTimer.PassAsync(2 * expected, cancel); // to accept them takes about as long as to apply them
        Flow flow;
        await using (var system = await WarmSystem.StartAsync(tenant, cancel))
            flow = await Flow.OfAcceptedAsync(system, tenant, stream, cancel);
        double raw;
        TimeSpan storage;
        await using (var idle = await WarmSystem.StartAsync(tenant, cancel))
            (raw, storage) = await RawTransactions.MeasureAsync(idle.Storage, recorded, cancel);
        measured.Add(Lines.AppliedRate, flow.EventsPerSecond);
        measured.Add(Lines.AppliedApp, flow.PerThousand(flow.AppProcessor.TotalSeconds));
        measured.Add(Lines.AppliedStorage, flow.PerThousand(flow.StorageProcessor.TotalSeconds));
        measured.Add(Lines.RawStorage, flow.PerThousand(storage.TotalSeconds));
        measured.Add(Lines.RawRate, raw);
        measured.Add(Lines.OwnRate, flow.EntitiesPerSecond);
        measured.Add(Lines.RawShare, 100 * flow.EntitiesPerSecond / raw);
        measured.Add(Lines.RawTransactions, flow.Counts.Transactions);
        measured.Add(Lines.RawRows, (double)flow.Counts.Entities / flow.Counts.Transactions);
        measured.Add(Lines.RawBytes, (double)flow.Counts.Bytes / flow.Counts.Entities);
        return $"{flow.EventsPerSecond:#,0} events/s; {flow.EntitiesPerSecond:#,0} of {raw:#,0} raw entities/s; "
            + $"app {flow.PerThousand(flow.AppProcessor.TotalSeconds):0.0000}, storage {flow.PerThousand(flow.StorageProcessor.TotalSeconds):0.0000} s per 1,000 events, raw {flow.PerThousand(storage.TotalSeconds):0.0000}";
    }

    /// <summary>The transactions that apply all events, from a run that is not timed: to keep them takes time.</summary>
    /// <exception cref="InvalidOperationException">Other transactions were recorded than the app has counted.</exception>
    private async Task<IReadOnlyList<RecordedTransaction>> RecordedAsync(CancellationToken cancel)
    {
        await CloseDaysTimer.PassAsync(2 * expected, cancel);
        await using var system = await WarmSystem.StartAsync(tenant, cancel, variant: new AppVariant(null, IsDeployed: false, IsRecorded: true));
        var flow = await Flow.OfAcceptedAsync(system, tenant, stream, cancel);
        var transactions = system.Recording!.Of(tenant.Name);
        return transactions.Count == flow.Counts.Transactions
            ? transactions
            : throw new InvalidOperationException($"of {flow.Counts.Transactions} transactions {transactions.Count} were recorded");
    }

    private async Task<string> StartAsync(CancellationToken cancel)
    {
        double seconds = await StartAsync(path: null, cancel);
        measured.Add(Lines.Start, seconds);
        return $"{seconds:0.00} s";
    }

    private async Task<string> PublishedStartAsync(CancellationToken cancel)
    {
        using var published = await PublishedApp.MakeAsync(cancel);
        for (int time = 0; time < 3; time++)
            measured.Add(Lines.PublishedStart, await StartAsync(published.Path, cancel));
        return $"{measured.Of(Lines.PublishedStart)!.Value.Median:0.00} s";
    }

    /// <returns>Seconds from the start of the app's process to its first 202.</returns>
    private async Task<double> StartAsync(string? path, CancellationToken cancel)
    {
        await using var storage = await Storage.StartAsync(cancel);
        await Backlog.AcceptAsync(storage, tenant, stream.First(0), cancel);
        long start = Stopwatch.GetTimestamp();
        await using var app = await App.StartAsync(storage, cancel, new AppVariant(path, IsDeployed: false));
        await app.Client.PostAsync(tenant, stream.Lines[0], "application/cloudevents+json", cancel);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private async Task<string> HalfLoadAsync(CancellationToken cancel)
    {
        await CloseDaysTimer.PassAsync(TimeSpan.FromSeconds(60), cancel);
        await using var system = await WarmSystem.StartAsync(tenant, cancel);
        var half = await HalfLoad.MeasureAsync(system, tenant, stream, cancel);
        measured.Add(Lines.HalfRate, half.PerSecond);
        measured.Add(Lines.HalfAnswer, half.MedianMs);
        measured.Add(Lines.HalfSlowAnswer, half.SlowMs);
        return $"{half.MedianMs:0.0} and {half.SlowMs:0.0} ms at {half.PerSecond:0} a second";
    }

    private async Task<string> CostAsync(CancellationToken cancel)
    {
        var (atOnce, backlog) = await LiveAsync(isDeployed: false);
        var (gathered, _) = await LiveAsync(isDeployed: true);
        await using var storage = await Storage.StartAsync(cancel, inMemory: true);
        var naiveEvents = stream.First(CostNaiveEvents);
        var naive = await NaiveWay.MeasureAsync(storage, tenant, naiveEvents, cancel);
        var derivedPerEvent = Derived.PerEvent(tenant, stream.First(parameters.First));
        Costs = CostDocument.Of(atOnce, gathered, backlog, (double)naive.Work.Writes / naiveEvents.Lines.Count, derivedPerEvent, TimeProvider.System.GetUtcNow());
        return $"at once {atOnce}, gathered {gathered}, backlog {backlog}";

        async Task<(Spent Live, Spent Backlog)> LiveAsync(bool isDeployed)
        {
            await CloseDaysTimer.PassAsync(TimeSpan.FromSeconds(60 + (parameters.Live / (double)Parameters.LivePerSecond)), cancel);
            await using var system = await WarmSystem.StartAsync(tenant, cancel, inMemory: true, counted: true, new AppVariant(null, isDeployed));
            var history = live.First(parameters.First);
            var backlog = await Spent.OfAsync(system, [tenant], () => isDeployed ? Flow.OfBatchesAsync(system, tenant, history, cancel) : AtOnceAsync(system, history), cancel);
            var events = live.From(parameters.First, parameters.Live);
            var before = await system.App.Client.CountsAsync(cancel);
            var spent = await Spent.OfAsync(system, [tenant], () => Flow.SendSinglyAsync(system, tenant, events, Parameters.LivePerSecond, [], cancel), cancel);
            if (isDeployed)
            {
                var counts = await system.App.Client.CountsAsync(cancel) - before;
                measured.Add(Lines.GatheredEntities, 1_000.0 * counts.Entities / events.Lines.Count);
                measured.Add(Lines.GatheredReads, 1_000.0 * counts.RowsRead / events.Lines.Count);
            }
            (spent, backlog) = (spent.Per(events.Lines.Count), backlog.Per(parameters.First));
            return (spent, backlog with { Batches = Math.Max(backlog.Batches, backlog.Messages / Shape.BatchSize) }); // marks share its batches
        }

        async Task AtOnceAsync(LocalSystem system, EventStream events)
        {
            await Backlog.AcceptAsideAsync(system.Storage, tenant, events, cancel);
            Backlog.Release(system.Storage);
        }
    }

    private async Task<string> TenTimesAsync(CancellationToken cancel)
    {
        double asItIs = await TenTimes.AsItIsAsync(isDeployed: false, cancel), gathered = await TenTimes.AsItIsAsync(isDeployed: true, cancel);
        double events = await TenTimes.EventsAsync(cancel), history = await TenTimes.HistoryAsync(cancel);
        double tenants = await TenTimes.TenantsAsync(isDeployed: false, cancel), gatheredTenants = await TenTimes.TenantsAsync(isDeployed: true, cancel);
        measured.Add(Lines.Operations, asItIs);
        measured.Add(Lines.GatheredOperations, gathered);
        measured.Add(Lines.TenTimesEvents, events / asItIs);
        measured.Add(Lines.TenTimesTenants, tenants / asItIs);
        measured.Add(Lines.TenTimesTenantsGathered, gatheredTenants / gathered);
        measured.Add(Lines.TenTimesHistory, history / asItIs);
        return $"{asItIs:0.00} operations an event, {gathered:0.00} gathered; × {events / asItIs:0.00} events, × {tenants / asItIs:0.00} tenants, × {gatheredTenants / gathered:0.00} gathered, "
            + $"× {history / asItIs:0.00} history";
    }

    private string Answers()
    {
        var one = Answering.Measure("service_level");
        var all = Answering.Measure(kpis: null);
        measured.Add(Lines.AnswerOfOne, one.MedianMs);
        measured.Add(Lines.AnswerOfAll, all.MedianMs);
        return $"{one.MedianMs:0} ms for {one.Rows:#,0} rows, {all.MedianMs:0} ms for {all.Rows:#,0}";
    }

    private string InMemory()
    {
        var events = stream.First(InMemoryEvents);
        var fold = Folding.Measure(tenant, events);
        var accept = Accepting.Measure(tenant, events);
        measured.Add(Lines.FoldRate, fold.EventsPerSecond);
        measured.Add(Lines.FoldBytes, fold.BytesPerEvent);
        measured.Add(Lines.AcceptRate, accept.EventsPerSecond);
        measured.Add(Lines.AcceptBytes, accept.BytesPerEvent);
        return $"fold {fold.EventsPerSecond:#,0}, accept {accept.EventsPerSecond:#,0} events/s";
    }
}
