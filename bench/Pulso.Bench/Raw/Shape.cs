using Azure.Data.Tables;
using Pulso.Bench.Running;
using Pulso.Bench.WholeSystem;
using Pulso.Functions.Storage;

namespace Pulso.Bench.Raw;

/// <summary>What the product wrote, in the numbers that decide how fast a table takes it.</summary>
/// <param name="Entities">Entities in all the transactions, repeats of a row included.</param>
/// <param name="RowsPerPartition">Rows of a partition at the end.</param>
/// <param name="RowBytes">The mean size of the values of a row that was written.</param>
internal sealed record Shape(long Transactions, long Entities, int Partitions, int RowsPerPartition, int RowBytes)
{
    private const int SampleEvery = 16;

    public double RowsPerTransaction => (double)Entities / Transactions;

    /// <summary>From the app's counts, and a sample of the partitions.</summary>
    public static async Task<Shape> OfAsync(Storage storage, Tenant tenant, Flow flow, CancellationToken cancel)
    {
        var table = new TableServiceClient(storage.ConnectionString).GetTableClient(Names.Partitions);
        int partitions = AppSettings.Deployment.Partitions;
        long sampled = 0, rows = 0;
        for (int partition = 0; partition < partitions; partition += SampleEvery, sampled++)
        {
            string filter = TableClient.CreateQueryFilter($"PartitionKey eq {Names.Partition(tenant.Name, partition)}");
            rows += await table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancel).CountAsync(cancel);
        }
        return new Shape(
            flow.Counts.Transactions, flow.Counts.Entities, partitions, (int)(rows / sampled), (int)(flow.Counts.Bytes / flow.Counts.Entities));
    }
}
