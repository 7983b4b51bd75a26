using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Tenants;

[Collection(OnStorage.Name)]
public sealed class TenantRemovalTests(LocalStorage storage)
{
    [Fact]
    public async Task Nothing_of_a_removed_tenant_is_left_and_its_neighbour_keeps_all()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4);
        var gone = await instance.AddTenantAsync();
        var kept = await instance.AddTenantAsync();
        foreach (var tenant in new[] { gone, kept })
        {
            await instance.DeliverAsync(tenant, Calls.Many(20).Frames());
            await instance.Get<DayPublisher>().PublishAsync(tenant, new DateOnly(2026, 3, 2), CancellationToken.None);
        }
        var before = await PlacesAsync(instance, kept.Tenant);
        Assert.NotEmpty(await PlacesAsync(instance, gone.Tenant));

        var removed = await instance.Get<TenantRemoval>().RunAsync(gone.Tenant, CancellationToken.None);

        Assert.True(removed.Rows > 20 && removed.Blobs > 3, $"{removed}");
        Assert.Empty(await PlacesAsync(instance, gone.Tenant));
        Assert.Equal(before, await PlacesAsync(instance, kept.Tenant));
        Assert.Null(await instance.Get<TenantDirectory>().FindAsync(gone.Tenant, CancellationToken.None));
        Assert.Equal(new Removed(0, 0, 0), await instance.Get<TenantRemoval>().RunAsync(gone.Tenant, CancellationToken.None));
    }

    /// <summary>Every row and blob whose name speaks of the tenant.</summary>
    private static async Task<IReadOnlyList<string>> PlacesAsync(Instance instance, string tenant)
    {
        var places = new List<string>();
        foreach (string table in Names.Tables)
        {
            await foreach (var row in instance.Get<TableServiceClient>().GetTableClient(table).QueryAsync<TableEntity>())
            {
                if (row.PartitionKey == tenant || row.PartitionKey.StartsWith($"{tenant}.", StringComparison.Ordinal))
                    places.Add($"{table} {row.PartitionKey} {row.RowKey}");
            }
        }
        var blobs = instance.Get<BlobServiceClient>();
        await foreach (BlobContainerItem container in blobs.GetBlobContainersAsync())
        {
            await foreach (BlobItem blob in blobs.GetBlobContainerClient(container.Name).GetBlobsAsync())
            {
                string path = $"{container.Name}/{blob.Name}";
                if (path.Split('/', '.').Any(part => part == tenant || part == $"bi-{tenant}"))
                    places.Add(path);
            }
        }
        return [.. places.Order(StringComparer.Ordinal)];
    }
}
