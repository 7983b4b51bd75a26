using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Pulso.Functions.Storage;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions.Partitions;

/// <summary>Reads and writes the rows of partitions.</summary>
public sealed class PartitionStore(TableServiceClient tables, Deployment deployment, Operations operations)
{
    private const int TimelinesInPage = 500;

    private readonly TableClient table = tables.GetTableClient(Names.Partitions);

    public async Task<Partition> LoadAsync(string key, CancellationToken cancel)
    {
        var row = await ReadAsync(key, Names.HeadRow, cancel);
        return row is null ? new Partition(key, Head.New(), null) : new Partition(key, Head.Decode(BinaryRow.Value(row)), row.ETag);
    }

    public async Task<Timeline?> ReadTimelineAsync(string partition, TimelineKey key, CancellationToken cancel)
    {
        var row = await ReadAsync(partition, Names.TimelineRow(key), cancel);
        return row is null ? null : Timeline.Decode(BinaryRow.Value(row));
    }

    /// <summary>A timeline of a tenant's generation; null where it has no row.</summary>
    public Task<Timeline?> ReadTimelineAsync(TenantSettings settings, TimelineKey key, CancellationToken cancel) =>
        ReadTimelineAsync(deployment.PartitionOf(settings, key), key, cancel);

    public async Task<CellRow> ReadBlockAsync(string partition, CellBlock block, CancellationToken cancel)
    {
        if (await ReadAsync(partition, Names.CellsRow(block), cancel) is not { } row)
            return new CellRow();
        var facts = BinaryRow.Beside(row) is { } beside ? Cells.Decode(Packed.Unpack(beside)) : new Cells();
        return new CellRow(Cells.Decode(BinaryRow.Value(row)), facts, BinaryRow.SizeOf(row));
    }

    public async Task<byte[]> ReadPendingAsync(string partition, Pending pending, CancellationToken cancel)
    {
        var bytes = new List<byte>();
        for (int part = 0; part < pending.Rows; part++)
        {
            var row = await ReadAsync(partition, Names.PendingRow(pending.Record, part), cancel)
                ?? throw new InvalidDataException($"pending row {part} of partition {partition} is missing");
            bytes.AddRange(BinaryRow.Value(row));
        }
        return [.. bytes];
    }

    /// <summary>Writes the parts of a pending record. They count for nothing until the head names them.</summary>
    public async Task<Pending> WritePendingAsync(string partition, byte[] bytes, CancellationToken cancel)
    {
        var record = BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(bytes));
        int rows = 0;
        for (int from = 0; from < bytes.Length; from += BinaryRow.Limit)
        {
            byte[] part = bytes[from..Math.Min(bytes.Length, from + BinaryRow.Limit)];
            await table.UpsertEntityAsync(BinaryRow.Of(partition, Names.PendingRow(record, rows++), part), TableUpdateMode.Replace, cancel);
            operations.EntitiesWritten.Add(1);
            operations.BytesWritten.Add(part.Length);
        }
        return new Pending(record, rows, 0);
    }

    /// <summary>What takes the rows of a pending record away, in the transaction that makes it valid.</summary>
    public static IEnumerable<TableTransactionAction> PendingGone(string partition, Pending pending) =>
        Enumerable.Range(0, pending.Rows).Select(part => new TableTransactionAction(
            TableTransactionActionType.Delete, new TableEntity(partition, Names.PendingRow(pending.Record, part))));

    /// <summary>Commits one step: the rows and the next head, all or nothing, unless another writer moved the head.</summary>
    /// <exception cref="RequestFailedException">Nothing was written; or, after a lost answer, everything: read the head before deciding.</exception>
    public async Task CommitAsync(Partition partition, Head next, List<TableTransactionAction> rows, CancellationToken cancel)
    {
        using var span = Operations.Spans.StartActivity("commit");
        var head = BinaryRow.Of(partition.Key, Names.HeadRow, next.Encode());
        rows.Add(partition.Tag is { } tag
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, head, tag)
            : new TableTransactionAction(TableTransactionActionType.Add, head));
        var answers = await table.SubmitTransactionAsync(rows, cancel);
        partition.Tag = answers.Value[^1].Headers.ETag ?? throw new InvalidDataException("the store gave no ETag for the head");
        partition.Head = next;
        operations.Transactions.Add(1);
        operations.EntitiesWritten.Add(rows.Count);
        operations.BytesWritten.Add(rows.Sum(row => BinaryRow.SizeOf(row.Entity)));
    }

    /// <summary>The heads of all partitions of a tenant, in their order; null where a partition has no row yet.</summary>
    public async Task<Head?[]> HeadsAsync(TenantSettings settings, CancellationToken cancel)
    {
        var heads = new Head?[deployment.PartitionsOf(settings)];
        await Parallel.ForAsync(0, heads.Length, Reading(cancel), async (index, token) =>
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(Names.Partition(settings, index), Names.HeadRow, null, token);
            heads[index] = row.HasValue ? Head.Decode(BinaryRow.Value(row.Value!)) : null;
        });
        return heads;
    }

    /// <summary>Gives every cell of a tenant's business days to the caller, one block at a time, in no order.</summary>
    public Task CellsAsync(TenantSettings settings, DateOnly from, DateOnly to, Action<CellKey, Tally> add, CancellationToken cancel) =>
        RowsAsync(settings, from, to, BinaryRow.OfValue, BinaryRow.Value, add, cancel);

    /// <summary>Gives every fact of a tenant's business days to the caller, one block at a time, in no order.</summary>
    public Task FactsAsync(TenantSettings settings, DateOnly from, DateOnly to, Action<CellKey, Tally> add, CancellationToken cancel) =>
        RowsAsync(settings, from, to, BinaryRow.OfBeside, row => BinaryRow.Beside(row) is { } facts ? Packed.Unpack(facts) : null, add, cancel);

    /// <summary>The rows of a tenant's business day, a quarter of the UTC day after the other: no more than one quarter's are in memory.</summary>
    /// <param name="partitions">The partitions to read.</param>
    public async IAsyncEnumerable<QuarterRows> DayAsync(
        TenantSettings settings, DateOnly date, IReadOnlyList<int> partitions, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        long first = CellBlock.QuarterAt(settings.Calendar.StartOfDay(date));
        long last = CellBlock.QuarterAt(settings.Calendar.EndOfDay(date) - 1);
        for (long quarter = first; quarter <= last; quarter++)
        {
            var found = new ConcurrentBag<(byte[], byte[]?)>();
            string name = Names.CellsRow(new CellBlock(date, (int)(quarter % 4)));
            await Parallel.ForEachAsync(partitions, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancel }, async (index, token) =>
            {
                var row = await table.GetEntityIfExistsAsync<TableEntity>(Names.Partition(settings, index), name, null, token);
                if (row.HasValue)
                    found.Add((BinaryRow.Stored(row.Value!), BinaryRow.Beside(row.Value!)));
            });
            long its = quarter;
            yield return new QuarterRows([.. found], interval => Math.Clamp(CellBlock.QuarterAt(interval), first, last) == its);
        }
    }

    /// <summary>Gives every timeline of a kind to the caller, several at once, in no order.</summary>
    public Task TimelinesAsync(TenantSettings settings, TimelineKind kind, Action<Timeline> take, CancellationToken cancel) =>
        Parallel.ForAsync(0, deployment.PartitionsOf(settings), Reading(cancel), async (index, token) =>
        {
            string filter = TableClient.CreateQueryFilter(
                $"PartitionKey eq {Names.Partition(settings, index)} and RowKey ge {Names.FirstTimelineRow(kind)} and RowKey lt {Names.FirstTimelineRow(kind + 1)}");
            await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: token))
                take(Timeline.Decode(BinaryRow.Value(row)));
        });

    /// <summary>Some of a tenant's timelines, partition by partition in the order of their rows, and where the next begin; null after the last.</summary>
    public async Task<(IReadOnlyList<Timeline> Timelines, TimelinePlace? Next)> TimelinesAsync(TenantSettings settings, TimelinePlace place, CancellationToken cancel)
    {
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Names.Partition(settings, place.Partition)} and RowKey ge {Names.FirstTimeline} and RowKey lt {Names.AfterTimelines}");
        TimelinePlace? after = place.Partition + 1 < deployment.PartitionsOf(settings) ? new(place.Partition + 1, null) : null;
        await foreach (var page in table.QueryAsync<TableEntity>(filter, TimelinesInPage, cancellationToken: cancel).AsPages(place.Token))
            return ([.. page.Values.Select(row => Timeline.Decode(BinaryRow.Value(row)))], page.ContinuationToken is { Length: > 0 } token ? place with { Token = token } : after);
        return ([], after);
    }

    /// <summary>Deletes the rows of a generation for good. Its heads stay, closed: whoever still believes in it fails at them, and reads that it is over.</summary>
    public Task DropAsync(TenantSettings settings, CancellationToken cancel) =>
        Parallel.ForAsync(0, deployment.PartitionsOf(settings), Reading(cancel), async (index, token) =>
        {
            string key = Names.Partition(settings, index);
            await Outage.Retries.ExecuteAsync(async again => await CloseAsync(key, again), token);
            await table.DeleteRowsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey ne {Names.HeadRow}"), token);
        });

    private async Task CloseAsync(string key, CancellationToken cancel)
    {
        var partition = await LoadAsync(key, cancel);
        if (!partition.Head.IsClosed)
            await CommitAsync(partition, partition.Head.Closed(), [], cancel);
    }

    private async Task RowsAsync(
        TenantSettings settings, DateOnly from, DateOnly to, IReadOnlyList<string> select, Func<TableEntity, byte[]?> read,
        Action<CellKey, Tally> add, CancellationToken cancel)
    {
        var guard = new Lock();
        await Parallel.ForAsync(0, deployment.PartitionsOf(settings), Reading(cancel), async (index, token) =>
        {
            await foreach (var row in table.QueryAsync<TableEntity>(DaysOf(settings, index, from, to), select: select, cancellationToken: token))
            {
                if (read(row) is not { } encoded)
                    continue;
                lock (guard)
                {
                    foreach (var (key, tally) in CellStream.Read(encoded))
                        add(key, tally);
                }
            }
        });
    }

    private static string DaysOf(TenantSettings settings, int index, DateOnly from, DateOnly to) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {Names.Partition(settings, index)} and RowKey ge {Names.FirstCellsRow(from)} and RowKey lt {Names.FirstCellsRow(to.AddDays(1))}");

    private static ParallelOptions Reading(CancellationToken cancel) => new() { MaxDegreeOfParallelism = 16, CancellationToken = cancel };

    private async Task<TableEntity?> ReadAsync(string partition, string row, CancellationToken cancel)
    {
        operations.RowsRead.Add(1);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, null, cancel);
        return found.HasValue ? found.Value : null;
    }
}
