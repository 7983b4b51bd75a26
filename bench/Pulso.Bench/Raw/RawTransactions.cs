using System.Diagnostics;
using Azure.Data.Tables;
using Pulso.Bench.Running;

namespace Pulso.Bench.Raw;

/// <summary>
/// Writes rows of a given shape with nothing around it: no events, no figures, no order, no fencing. As many transactions of as many
/// rows as the product needed, over as many partitions, which end with as many rows.
/// </summary>
internal sealed class RawTransactions(TableClient table, Shape shape)
{
    private readonly byte[] value = Bytes(shape.RowBytes);

    /// <returns>Entities a second.</returns>
    public static async Task<double> MeasureAsync(Storage storage, Shape shape, CancellationToken cancel)
    {
        var service = new TableServiceClient(storage.ConnectionString);
        long rows = (long)shape.RowsPerTransaction;
        var warmUp = shape with { Transactions = shape.Partitions, Entities = shape.Partitions * rows, RowsPerPartition = (int)rows };
        await RunAsync(service, "warmup", warmUp, cancel);
        return await RunAsync(service, "raw", shape, cancel);
    }

    private static async Task<double> RunAsync(TableServiceClient service, string name, Shape shape, CancellationToken cancel)
    {
        await service.CreateTableIfNotExistsAsync(name, cancel);
        var raw = new RawTransactions(service.GetTableClient(name), shape);
        long start = Stopwatch.GetTimestamp();
        long[] written = await Task.WhenAll(
            Enumerable.Range(0, Parameters.Writers).Select(writer => Task.Run(() => raw.WriteAsync(writer, cancel), cancel)));
        return written.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>One writer's share of the partitions, a transaction in each by turns.</summary>
    private async Task<long> WriteAsync(int writer, CancellationToken cancel)
    {
        var partitions = Enumerable.Range(0, shape.Partitions).Where(partition => partition % Parameters.Writers == writer)
            .Select(partition => (Rows: new RawPartition($"raw.{partition:000}", new Random(partition)), Turns: TurnsOf(partition))).ToList();
        long written = 0;
        for (long turn = 0; turn <= shape.Transactions / shape.Partitions; turn++)
        {
            foreach (var (partition, turns) in partitions.Where(item => turn < item.Turns))
            {
                var actions = partition.Next(RowsOf(turn), rowsAfter: (int)((turn + 1) * shape.RowsPerPartition / turns), value);
                await table.SubmitTransactionAsync(actions, cancel);
                written += actions.Count;
            }
        }
        return written;
    }

    // Transactions of one partition: all partitions together have as many as measured.
    private long TurnsOf(int partition) => Part(partition, shape.Transactions, shape.Partitions);

    // Whole rows, and over the turns the mean as measured.
    private int RowsOf(long turn) => (int)Part(turn, shape.Entities, shape.Transactions);

    private static long Part(long index, long all, long parts) => ((index + 1) * all / parts) - (index * all / parts);

    private static byte[] Bytes(int size)
    {
        byte[] bytes = new byte[size];
        new Random(Parameters.Seed).NextBytes(bytes);
        return bytes;
    }
}
