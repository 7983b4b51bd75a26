using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Pulso.Bench.Running;

namespace Pulso.Bench.Raw;

/// <summary>
/// Repeats transactions with nothing around them: no events, no figures, no reading, nothing to wait for but the one before in the same partition. The
/// same rows are added and replaced under the same conditions, each with as many bytes, which are random.
/// </summary>
internal sealed class RawTransactions(TableClient table, int writer)
{
    private const int WarmUp = 256;

    private readonly Random random = new(Parameters.Seed + writer);
    private readonly Dictionary<string, ETag> heads = [];

    /// <returns>Entities a second, and the processor time of Azurite.</returns>
    public static async Task<(double EntitiesPerSecond, TimeSpan StorageProcessor)> MeasureAsync(Storage storage, IReadOnlyList<RecordedTransaction> transactions, CancellationToken cancel)
    {
        var service = new TableServiceClient(storage.ConnectionString);
        await RunAsync(service, "warmup", [.. transactions.Take(WarmUp)], cancel);
        var before = storage.Processor;
        double rate = await RunAsync(service, "raw", transactions, cancel);
        return (rate, storage.Processor - before);
    }

    /// <returns>Entities a second.</returns>
    private static async Task<double> RunAsync(TableServiceClient service, string name, IReadOnlyList<RecordedTransaction> transactions, CancellationToken cancel)
    {
        await service.CreateTableIfNotExistsAsync(name, cancel);
        var table = service.GetTableClient(name);
        // By turns in the order in which they were first written: partitions that were written at once are so again.
        var writers = transactions.Select(transaction => transaction.Partition).Distinct().Index().ToDictionary(of => of.Item, of => of.Index % Parameters.Writers);
        var shares = transactions.ToLookup(transaction => writers[transaction.Partition]);
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(shares.Select(share => Task.Run(() => new RawTransactions(table, share.Key).WriteAsync(share, cancel), cancel)));
        return transactions.Sum(transaction => transaction.Rows.Count) / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private async Task WriteAsync(IEnumerable<RecordedTransaction> share, CancellationToken cancel)
    {
        foreach (var transaction in share)
        {
            var actions = transaction.Rows.Select(row => Action(transaction.Partition, row)).ToList();
            var answers = await table.SubmitTransactionAsync(actions, cancel);
            heads[transaction.Partition] = answers.Value[^1].Headers.ETag ?? throw new InvalidOperationException("the storage gave no ETag");
        }
    }

    private TableTransactionAction Action(string partition, RecordedRow row)
    {
        var entity = new TableEntity(partition, row.Key);
        foreach (var (property, size) in row.Values)
        {
            byte[] bytes = new byte[size];
            random.NextBytes(bytes);
            entity[property] = bytes;
        }
        // The one row with a condition is the head, the last of each transaction.
        return new TableTransactionAction(row.Action, entity, row.Action == TableTransactionActionType.UpdateReplace ? heads[partition] : default);
    }
}
