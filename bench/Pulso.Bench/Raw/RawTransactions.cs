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
    private readonly long perPartition = Math.Max(1, shape.Transactions / shape.Partitions);

    /// <returns>Entities a second.</returns>
    public static async Task<double> MeasureAsync(Storage storage, Shape shape, CancellationToken cancel)
    {
        var service = new TableServiceClient(storage.ConnectionString);
        await service.CreateTableIfNotExistsAsync("raw", cancel);
        var raw = new RawTransactions(service.GetTableClient("raw"), shape);
        long start = Stopwatch.GetTimestamp();
        long[] written = await Task.WhenAll(Enumerable.Range(0, Parameters.Writers).Select(writer => Task.Run(() => raw.WriteAsync(writer, cancel), cancel)));
        return written.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>One writer's share of the partitions, a transaction in each by turns.</summary>
    private async Task<long> WriteAsync(int writer, CancellationToken cancel)
    {
        var partitions = Enumerable.Range(0, shape.Partitions).Where(partition => partition % Parameters.Writers == writer)
            .Select(partition => new RawPartition($"raw.{partition:000}", new Random(partition))).ToList();
        long written = 0;
        for (long turn = 0; turn < perPartition; turn++)
        {
            foreach (var partition in partitions)
            {
                var actions = partition.Next(RowsOf(turn), RowsAfter(turn), value);
                await table.SubmitTransactionAsync(actions, cancel);
                written += actions.Count;
            }
        }
        return written;
    }

    // Whole rows, and the mean as measured.
    private int RowsOf(long turn) => (int)(((turn + 1) * shape.Entities / shape.Transactions) - (turn * shape.Entities / shape.Transactions));

    private int RowsAfter(long turn) => (int)((turn + 1) * shape.RowsPerPartition / perPartition);

    private static byte[] Bytes(int size)
    {
        byte[] bytes = new byte[size];
        new Random(Parameters.Seed).NextBytes(bytes);
        return bytes;
    }
}
