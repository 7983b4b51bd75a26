using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pulso.Functions.Bi.Tables;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Bi;

/// <summary>The files of a tenant that BI tools read: container <c>bi-{tenant}</c>, below <c>v1/</c>.</summary>
public sealed class BiContainer(BlobServiceClient blobs)
{
    private readonly ConcurrentDictionary<string, bool> created = [];

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>Begins a file that is written row by row.</summary>
    internal async Task<BiUpload> OpenAsync(string tenant, BiTable table, string path, CancellationToken cancel)
    {
        var container = await ContainerAsync(tenant, cancel);
        return new BiUpload(container.GetBlockBlobClient(path), table, path);
    }

    /// <summary>Writes <c>schema.json</c>, the files of no period, and last of all <c>manifest.json</c> over all; none where it says so already.</summary>
    /// <param name="read">Reads what is published by now: anew when another writer listed something meanwhile.</param>
    public async Task WriteIndexAsync(string tenant, Schema schema, Func<Task<Published>> read, TimeProvider clock, CancellationToken cancel)
    {
        var container = await ContainerAsync(tenant, cancel);
        byte[] columns = JsonSerializer.SerializeToUtf8Bytes(schema, Readable);
        if (await container.GetBlobClient(Schema.Path).FindAsync(cancel) is not { } written || !written.Content.ToMemory().Span.SequenceEqual(columns))
            await UploadAsync(container, Schema.Path, columns, "application/json", null, cancel);
        for (bool again = false; ; again = true)
        {
            var known = await container.GetBlobClient(Manifest.Path).FindAsync(cancel);
            var listed = known is null ? [] : JsonSerializer.Deserialize<Manifest>(known.Content, Readable)!.Files;
            var now = clock.GetUtcNow();
            var published = await read();
            var files = published.Files.ToList();
            foreach (var file in published.Whole)
                files.Add(await WriteAsync(container, file, listed, always: again, now, cancel));
            var manifest = Manifest.Of(tenant, files, published.Restated, now);
            if (known is not null && SaysTheSame(known.Content, manifest))
                return;
            var condition = known is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = known.Details.ETag };
            try
            {
                byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, Readable);
                await UploadAsync(container, Manifest.Path, bytes, "application/json", condition, cancel);
                return;
            }
            catch (RequestFailedException error) when (error.Status is 409 or 412)
            {
                // Another writer listed its day meanwhile: list both. And either's files may lie there: write all.
            }
        }
    }

    /// <param name="always">True to write it also where it is listed so.</param>
    private static async Task<ManifestFile> WriteAsync(
        BlobContainerClient container, CsvFile file, IReadOnlyList<ManifestFile> listed, bool always, DateTimeOffset now, CancellationToken cancel)
    {
        var same = listed.FirstOrDefault(known => known.Path == file.Path && known.Sha256 == file.Sha256);
        if (same is null || always)
            await UploadAsync(container, file.Path, file.Bytes, CsvFile.ContentType, null, cancel);
        return same ?? new ManifestFile(file.Path, file.Rows, file.Sha256, now);
    }

    /// <summary>Removes a table's files of the days before one.</summary>
    internal async Task RemoveBeforeAsync(string tenant, BiTable table, DateOnly first, CancellationToken cancel)
    {
        var container = await ContainerAsync(tenant, cancel);
        string end = table.Path(CsvFile.Text(first));
        await foreach (var blob in container.GetBlobsAsync(prefix: $"v1/{table.Name}/", cancellationToken: cancel))
        {
            if (string.CompareOrdinal(blob.Name, end) >= 0)
                break;
            await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancel);
        }
    }

    /// <summary>The content of a file; null when there is none at that path.</summary>
    public async Task<(Stream Content, string Type)?> ReadAsync(string tenant, string path, CancellationToken cancel)
    {
        var blob = await blobs.GetBlobContainerClient(Names.BiContainer(tenant)).GetBlobClient(path).FindStreamAsync(cancel);
        return blob is null ? null : (blob.Content, blob.Details.ContentType);
    }

    private async Task<BlobContainerClient> ContainerAsync(string tenant, CancellationToken cancel)
    {
        var container = blobs.GetBlobContainerClient(Names.BiContainer(tenant));
        if (!created.ContainsKey(tenant))
            await container.CreateIfNotExistsAsync(cancellationToken: cancel);
        created[tenant] = true;
        return container;
    }

    private static bool SaysTheSame(BinaryData written, Manifest manifest)
    {
        var same = manifest with { GeneratedAt = JsonSerializer.Deserialize<Manifest>(written, Readable)!.GeneratedAt };
        return written.ToMemory().Span.SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(same, Readable));
    }

    private static async Task UploadAsync(
        BlobContainerClient container, string path, byte[] bytes, string type, BlobRequestConditions? condition, CancellationToken cancel) =>
        await container.GetBlobClient(path).UploadAsync(
            new BinaryData(bytes),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = type }, Conditions = condition },
            cancel);
}
