using System.Globalization;
using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pulso.Events;

namespace Pulso.Functions.Storage;

/// <summary>Keeps every applied event as it was accepted: one blob per batch and tenant, under a name that the same batch has again.</summary>
public sealed class Archive(BlobServiceClient blobs)
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Names.ArchiveContainer);

    /// <param name="received">When the queue took the batch's first message: the folder of its day.</param>
    public async Task WriteAsync(string tenant, DateTimeOffset received, string session, IReadOnlyList<Frame> frames, CancellationToken cancel)
    {
        if (frames.Count == 0)
            return;
        using var span = Operations.Spans.StartActivity("archive");
        byte[] bytes = Frame.Encode(frames);
        string name = string.Create(
            CultureInfo.InvariantCulture, $"{tenant}/{received.UtcDateTime:yyyy-MM-dd}/{session}-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..24]}");
        await container.GetBlobClient(name).UploadAsync(new BinaryData(Brotli.Compress(bytes)), overwrite: true, cancel);
    }

    /// <summary>Removes what was received before a day (UTC).</summary>
    /// <returns>How many blobs.</returns>
    public async Task<int> RemoveBeforeAsync(string tenant, DateOnly first, CancellationToken cancel)
    {
        int removed = 0;
        string end = string.Create(CultureInfo.InvariantCulture, $"{tenant}/{first:yyyy-MM-dd}/");
        await foreach (BlobItem blob in container.GetBlobsAsync(prefix: $"{tenant}/", cancellationToken: cancel))
        {
            if (string.CompareOrdinal(blob.Name, end) >= 0)
                break; // they come in the order of their names
            await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancel);
            removed++;
        }
        return removed;
    }

    /// <summary>Every archived event of a tenant, repeats included, in no order.</summary>
    public async IAsyncEnumerable<Frame> ReadAsync(string tenant, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (BlobItem blob in container.GetBlobsAsync(prefix: $"{tenant}/", cancellationToken: cancel))
        {
            var content = await container.GetBlobClient(blob.Name).DownloadContentAsync(cancel);
            foreach (var frame in Frame.Decode(Brotli.Decompress(content.Value.Content.ToArray())))
                yield return frame;
        }
    }
}
