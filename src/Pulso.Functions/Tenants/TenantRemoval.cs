using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pulso.Functions.DeadLetters;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Tenants;

/// <summary>What was removed of a tenant.</summary>
public sealed record Removed(int Rows, int Blobs, int DeadLetters);

/// <summary>Removes everything of a tenant: settings first, so that nothing more comes in, then rows, blobs and dead letters. Twice is as good as once.</summary>
public sealed class TenantRemoval(TableServiceClient tables, BlobServiceClient blobs, TenantDirectory tenants, DeadLetterBox deadLetters)
{
    public async Task<Removed> RunAsync(string tenant, CancellationToken cancel)
    {
        await tenants.RemoveAsync(tenant, cancel);
        int rows = 0;
        foreach (string table in Names.Tables)
            rows += await RowsAsync(tables.GetTableClient(table), tenant, cancel);
        int files = 0;
        foreach (string container in Names.Containers)
            files += await BlobsAsync(blobs.GetBlobContainerClient(container), $"{tenant}/", cancel);
        var bi = blobs.GetBlobContainerClient(Names.BiContainer(tenant));
        if (await bi.ExistsAsync(cancel))
        {
            files += await BlobsAsync(bi, "", cancel);
            await bi.DeleteIfExistsAsync(cancellationToken: cancel);
        }
        return new Removed(rows, files, await deadLetters.DiscardAsync(tenant, cancel));
    }

    /// <summary>Every partition key is the tenant's id, or begins with it and a dot; a slash comes right after the dot.</summary>
    private static Task<int> RowsAsync(TableClient table, string tenant, CancellationToken cancel) => table.DeleteRowsAsync(
        TableClient.CreateQueryFilter($"PartitionKey eq {tenant} or (PartitionKey gt {tenant + "."} and PartitionKey lt {tenant + "/"})"), cancel);

    private static async Task<int> BlobsAsync(BlobContainerClient container, string prefix, CancellationToken cancel)
    {
        int removed = 0;
        await foreach (BlobItem blob in container.GetBlobsAsync(prefix: prefix, cancellationToken: cancel))
            removed += await container.GetBlobClient(blob.Name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancel) ? 1 : 0;
        return removed;
    }
}
