using Azure;
using Azure.Data.Tables;
using Pulso.Events;
using Pulso.Functions.Partitions;
using Pulso.Functions.Storage;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions.Aggregation;

/// <summary>Applies events to one partition: plans in memory, then commits in steps that each fit one Entity Group Transaction.</summary>
public sealed class PartitionWriter(PartitionStore store, Dues dues, EventQueue queue, TimeProvider clock, Operations operations)
{
    private const int OutboxLimit = 256 * 1024;

    /// <summary>Applies the events; applying them again changes nothing. To a partition that is closed nothing is applied.</summary>
    /// <param name="careful">True to read every timeline that is not in memory; false to take what looks new for new.</param>
    /// <returns>The events that were rejected. Derived events are in the head's outbox until <see cref="Sent"/>.</returns>
    public async Task<IReadOnlyList<Rejection>> ApplyAsync(
        string tenant, Partition partition, IReadOnlyList<Frame> frames, TenantSettings settings, bool careful, CancellationToken cancel)
    {
        if (partition.Head.IsClosed)
            return [];
        if (partition.Head.Pending is not null)
            await FinishPendingAsync(partition, cancel);
        var plan = await PlanAsync(partition, frames, settings, careful, cancel);
        await dues.AskAsync(tenant, plan.Asks, cancel);
        if (plan.Changes.Count == 0)
            await EmptyOutboxAsync(settings, partition, cancel);
        await ReadBlocksAsync(partition, plan, cancel);
        var step = new Step();
        foreach (var change in plan.Changes)
        {
            if (Step.IsTooSmallFor(change, partition))
            {
                await CommitAsync(settings, partition, step, cancel);
                step = new Step();
                if (change.IsNew && !careful)
                    await AssureNewAsync(partition, change.Key, cancel);
                await BeginPendingAsync(partition, change, cancel);
                await FinishPendingAsync(partition, cancel);
                continue;
            }
            if (!step.TryAdd(change, partition))
            {
                await CommitAsync(settings, partition, step, cancel);
                step = new Step();
                step.TryAdd(change, partition);
            }
        }
        await CommitAsync(settings, partition, step, cancel);
        await queue.SendRejectedAsync(tenant, plan.Rejections, cancel); // last: each attempt would send them again
        foreach (var source in plan.Conflicts.CountBy(source => source))
            operations.Conflicts.Add(source.Key, source.Value);
        var rejected = plan.Rejections.Select(rejection => rejection.Frame).ToHashSet<Frame>(ReferenceEqualityComparer.Instance);
        foreach (var source in frames.Where(frame => !rejected.Contains(frame)).CountBy(frame => frame.Source))
            operations.Applied.Add(source.Key.Length > 0 ? source.Key : Operations.Derived, source.Value);
        return plan.Rejections;
    }

    /// <summary>Sends an event that the store refused on alone; but not when the store refuses whatever it is given.</summary>
    public async Task<Rejection> RejectAsync(TenantSettings settings, Partition partition, Frame frame, RefusedException refusal, CancellationToken cancel)
    {
        // A head that is taken shows that it is the event: a store that is set up wrongly must not empty the queue.
        // What it is told of itself is in its outbox still, and would be sent, and refused, for ever.
        var outbox = partition.Head.Outbox.Where(told => told.Key != frame.Key || !told.Event.Encoded.SequenceEqual(frame.Event.Encoded)).ToList();
        await store.CommitAsync(partition, NextHead(partition.Head, [], partition.Head.Pending) with { Outbox = outbox }, [], cancel);
        var rejection = Rejection.By(settings, frame, "refused-by-store", refusal.Message);
        await queue.SendRejectedAsync(settings.Tenant, [rejection], cancel);
        return rejection;
    }

    /// <summary>Notes that the outbox was sent: the next transaction drops it.</summary>
    public static void Sent(Partition partition) => partition.Head = partition.Head with { Outbox = [] };

    /// <summary>Sends what was read with a head, and takes it out of the row: partitions that tell each other something would else do so again with every event, for ever.</summary>
    private async Task EmptyOutboxAsync(TenantSettings settings, Partition partition, CancellationToken cancel)
    {
        if (partition.Head.Outbox.Count == 0)
            return;
        await SendOutboxAsync(settings, partition, cancel);
        await store.CommitAsync(partition, NextHead(partition.Head, [], partition.Head.Pending), [], cancel);
    }

    private async Task SendOutboxAsync(TenantSettings settings, Partition partition, CancellationToken cancel)
    {
        await queue.SendOutboxAsync(settings, partition.Head.Outbox, Lane.Live, cancel);
        Sent(partition);
    }

    private async Task<Plan> PlanAsync(
        Partition partition, IReadOnlyList<Frame> frames, TenantSettings settings, bool careful, CancellationToken cancel)
    {
        var byTimeline = frames.GroupBy(frame => frame.Key).ToList();
        var unknown = byTimeline.Where(group => partition.Timeline(group.Key) is null && (careful || !LooksNew(partition, group))).ToList();
        var read = new Timeline?[unknown.Count];
        await Parallel.ForAsync(0, unknown.Count, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancel }, async (i, token) =>
            read[i] = await store.ReadTimelineAsync(partition.Key, unknown[i].Key, token));
        foreach (var timeline in read.OfType<Timeline>())
            partition.Keep(timeline);

        var plan = new Plan(settings, clock.GetUtcNow().ToUnixTimeMilliseconds());
        foreach (var group in byTimeline)
            plan.Add(group.Key, partition.Timeline(group.Key), [.. group]);
        return plan;
    }

    private static bool LooksNew(Partition partition, IEnumerable<Frame> frames) =>
        partition.IsWhole || frames.Any(frame => frame.Event.Type == EventTypes.ContactStarted);

    private async Task ReadBlocksAsync(Partition partition, Plan plan, CancellationToken cancel)
    {
        var missing = plan.Changes.SelectMany(change => Step.BlocksOf(change.Change.Delta)).Distinct()
            .Where(block => partition.Block(block) is null).ToList();
        var read = new CellRow[missing.Count];
        await Parallel.ForAsync(0, missing.Count, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancel }, async (i, token) =>
            read[i] = await store.ReadBlockAsync(partition.Key, missing[i], token));
        for (int i = 0; i < missing.Count; i++)
            partition.Keep(missing[i], read[i]);
    }

    private async Task CommitAsync(TenantSettings settings, Partition partition, Step step, CancellationToken cancel)
    {
        if (step.Changes.Count > 0)
            await RefusedException.GuardAsync(() => CommitStepAsync(settings, partition, step, cancel));
    }

    private async Task CommitStepAsync(TenantSettings settings, Partition partition, Step step, CancellationToken cancel)
    {
        if (partition.Head.Outbox.Sum(frame => frame.Size) > OutboxLimit)
            await SendOutboxAsync(settings, partition, cancel);
        var rows = new List<TableTransactionAction>();
        foreach (var change in step.Changes)
        {
            var row = BinaryRow.Of(partition.Key, Names.TimelineRow(change.Key), change.Row);
            rows.Add(new TableTransactionAction(change.IsNew ? TableTransactionActionType.Add : TableTransactionActionType.UpsertReplace, row));
        }
        rows.AddRange(CellsRows(partition, step.Delta, step.Blocks));
        var outbox = partition.Head.Outbox.Concat(step.Changes.SelectMany(change => change.Change.Derived)).ToList();
        await store.CommitAsync(partition, NextHead(partition.Head, step.Blocks, null) with { Outbox = outbox }, rows, cancel);
        foreach (var change in step.Changes)
            partition.Keep(change.Change.Next);
    }

    /// <summary>What looks new is inserted with Add, which conflicts when it is not; a pending record has no such guard, so it looks first.</summary>
    /// <exception cref="RequestFailedException">409: the timeline is there. A careful attempt reads it.</exception>
    private async Task AssureNewAsync(Partition partition, TimelineKey key, CancellationToken cancel)
    {
        if (await store.ReadTimelineAsync(partition.Key, key, cancel) is not null)
            throw new RequestFailedException(409, "A timeline that looked new exists.");
    }

    /// <summary>Nothing else of the partition is written until what is pending is: what no row will take is refused before.</summary>
    private Task BeginPendingAsync(Partition partition, PlannedChange change, CancellationToken cancel) => RefusedException.GuardAsync(async () =>
    {
        foreach (var cells in change.Change.Delta.All.GroupBy(cell => CellBlock.Of(cell.Key)))
        {
            var (figures, facts) = partition.Block(cells.Key)!.With(cells).Pack();
            BinaryRow.Of(partition.Key, Names.CellsRow(cells.Key), figures, facts);
        }
        var pending = await store.WritePendingAsync(partition.Key, change.EncodePending(), cancel);
        await store.CommitAsync(partition, NextHead(partition.Head, [], pending), [], cancel);
    });

    /// <summary>Takes a change that is larger than one transaction to its end, from wherever it stands.</summary>
    private async Task FinishPendingAsync(Partition partition, CancellationToken cancel)
    {
        var pending = partition.Head.Pending!;
        var change = PlannedChange.DecodePending(await store.ReadPendingAsync(partition.Key, pending, cancel));
        var blocks = Step.BlocksOf(change.Change.Delta);
        for (int done = pending.BlocksDone; done < blocks.Count; done = partition.Head.Pending!.BlocksDone)
        {
            var next = await FittingAsync(partition, change, blocks.Skip(done), cancel);
            var rows = CellsRows(partition, change.Change.Delta, [.. next]).ToList();
            await store.CommitAsync(partition, NextHead(partition.Head, next, pending with { BlocksDone = done + next.Count }), rows, cancel);
        }
        var last = new List<TableTransactionAction>
        {
            new(TableTransactionActionType.UpsertReplace, BinaryRow.Of(partition.Key, Names.TimelineRow(change.Key), change.Row)),
        };
        last.AddRange(PartitionStore.PendingGone(partition.Key, pending));
        var outbox = partition.Head.Outbox.Concat(change.Change.Derived).ToList();
        await store.CommitAsync(partition, NextHead(partition.Head, [], null) with { Outbox = outbox }, last, cancel);
        partition.Keep(change.Change.Next);
    }

    /// <summary>The first blocks, as many as one transaction takes, in memory.</summary>
    private async Task<List<CellBlock>> FittingAsync(
        Partition partition, PlannedChange change, IEnumerable<CellBlock> blocks, CancellationToken cancel)
    {
        var fitting = new List<CellBlock>();
        int bytes = change.SizeBesideCells;
        foreach (var block in blocks.Take(Step.RowLimit))
        {
            if (partition.Block(block) is null)
                partition.Keep(block, await store.ReadBlockAsync(partition.Key, block, cancel));
            bytes += partition.SizeOf(block);
            if (bytes > Step.ByteLimit && fitting.Count > 0)
                break;
            fitting.Add(block);
        }
        return fitting;
    }

    private static IEnumerable<TableTransactionAction> CellsRows(Partition partition, Cells delta, SortedSet<CellBlock> blocks)
    {
        foreach (var (key, tally) in delta.All)
        {
            var block = CellBlock.Of(key);
            if (blocks.Contains(block))
                partition.Block(block)!.Add(key, tally);
        }
        return blocks.Select(block =>
        {
            var (figures, facts) = partition.Block(block)!.Pack();
            return new TableTransactionAction(
                TableTransactionActionType.UpsertReplace, BinaryRow.Of(partition.Key, Names.CellsRow(block), figures, facts));
        });
    }

    private static Head NextHead(Head head, IEnumerable<CellBlock> blocks, Pending? pending)
    {
        long revision = head.Revision + 1;
        var days = new SortedDictionary<DateOnly, long>(head.Days);
        foreach (var block in blocks)
            days[block.Date] = revision;
        return head with { Revision = revision, Days = days, Pending = pending };
    }
}
