using System.Globalization;
using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pulso.Events;

namespace Pulso.Functions.Storage;

/// <summary>Keeps every applied event as it was accepted: one blob per batch and tenant, under a name that the same batch has again.</summary>
public sealed class Archive(BlobServiceClient blobs)
{
    private const string EventCount = "events";

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
        var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { [EventCount] = $"{frames.Count}" } };
        await container.GetBlobClient(name).UploadAsync(new BinaryData(Brotli.Compress(bytes)), options, cancel);
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

    /// <summary>The archived events blob by blob, in the order of their names.</summary>
    /// <param name="after">The name after which to begin; null for all.</param>
    public async IAsyncEnumerable<(string Name, IReadOnlyList<Frame> Frames)> BlobsAsync(
        string tenant, string? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (BlobItem blob in container.GetBlobsAsync(prefix: $"{tenant}/", cancellationToken: cancel))
        {
            if (after is not null && string.CompareOrdinal(blob.Name, after) <= 0)
                continue;
            var content = await container.GetBlobClient(blob.Name).DownloadContentAsync(cancel);
            yield return (blob.Name, Frame.Decode(Brotli.Decompress(content.Value.Content.ToArray())));
        }
    }

    /// <summary>How much was archived in a month, by when the queue took it: events, repeats included, and bytes.</summary>
    /// <param name="month">yyyy-MM.</param>
    public async Task<(long Events, long Bytes)> SizeAsync(string tenant, string month, CancellationToken cancel)
    {
        long events = 0, bytes = 0;
        await foreach (BlobItem blob in container.GetBlobsAsync(traits: BlobTraits.Metadata, prefix: $"{tenant}/{month}-", cancellationToken: cancel))
        {
            events += blob.Metadata.TryGetValue(EventCount, out string? count) ? long.Parse(count, CultureInfo.InvariantCulture) : 0;
            bytes += blob.Properties.ContentLength ?? 0;
        }
        return (events, bytes);
    }
}
