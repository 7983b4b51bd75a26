using System.Text.Json;
using Azure.Storage.Blobs;
using Pulso.Functions.Bi;
using Pulso.Functions.Storage;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Running;

/// <summary>The BI files of a tenant, as they lie in the storage.</summary>
internal static class BiFiles
{
    /// <summary>All files with their ETags, which change with every write.</summary>
    public static async Task<SortedDictionary<string, string>> FilesAsync(this LocalStorage storage, TenantSettings tenant)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (await Container(storage, tenant).ExistsAsync())
        {
            await foreach (var blob in Container(storage, tenant).GetBlobsAsync())
                files.Add(blob.Name, $"{blob.Properties.ETag}");
        }
        return files;
    }

    public static async Task<byte[]> BytesAsync(this LocalStorage storage, TenantSettings tenant, string path) =>
        (await Container(storage, tenant).GetBlobClient(path).DownloadContentAsync()).Value.Content.ToArray();

    public static async Task<string> TextAsync(this LocalStorage storage, TenantSettings tenant, string path) =>
        System.Text.Encoding.UTF8.GetString(await storage.BytesAsync(tenant, path));

    /// <summary>The lines of a file without its header, and without the first columns; none where there is no file.</summary>
    public static async Task<List<string>> RowsAsync(this LocalStorage storage, TenantSettings tenant, string path, int skip = 1) =>
        !await Container(storage, tenant).GetBlobClient(path).ExistsAsync() ? []
        : [.. (await storage.TextAsync(tenant, path)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',', skip + 1)[skip])];

    public static async Task<JsonElement> ManifestAsync(this LocalStorage storage, TenantSettings tenant) =>
        JsonSerializer.Deserialize<JsonElement>(await storage.BytesAsync(tenant, Manifest.Path));

    private static BlobContainerClient Container(LocalStorage storage, TenantSettings tenant) => storage.Blobs.GetBlobContainerClient(Names.BiContainer(tenant.Tenant));
}
