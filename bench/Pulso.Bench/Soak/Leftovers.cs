using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pulso.Bench.Running;
using Pulso.Functions.Storage;

namespace Pulso.Bench.Soak;

/// <summary>
/// What the app writes in a soak and does not read again: marks that were passed, and the archive. Azurite looks at every row of a table to answer a query, and at
/// every blob of a container to find one, so that they would make it slower by the minute, and Azure not.
/// </summary>
internal static class Leftovers
{
    private const int Together = 8;

    /// <summary>Takes them away. No mark may be on its way.</summary>
    public static async Task RemoveAsync(Storage storage, Tenant tenant, CancellationToken cancel)
    {
        var marks = new TableServiceClient(storage.ConnectionString).GetTableClient(Names.Marks);
        var (first, after) = ($"{tenant.Name}.", $"{tenant.Name}/");
        await marks.DeleteRowsAsync(TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {after}"), cancel);
        var archive = new BlobContainerClient(storage.ConnectionString, Names.ArchiveContainer);
        var blobs = new List<string>();
        await foreach (var blob in archive.GetBlobsAsync(prefix: $"{tenant.Name}/", cancellationToken: cancel))
            blobs.Add(blob.Name);
        await Parallel.ForEachAsync(
            blobs, new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancel }, async (blob, token) => await archive.DeleteBlobIfExistsAsync(blob, cancellationToken: token));
    }
}
