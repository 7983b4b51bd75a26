using System.Globalization;
using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pulso.Events;
using Pulso.Functions.Erasures;

namespace Pulso.Functions.Storage;

/// <summary>Keeps every applied event as it was accepted: one blob per batch and tenant, under a name that the same batch has again.</summary>
public sealed class Archive(BlobServiceClient blobs, PseudonymKeys keys)
{
    private const string EventCount = "events";
    private const int BlobsInPage = 500;
    private const int BlobsTogether = 8;
    private const int EventsInPage = 5_000;

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
        await UploadAsync(name, bytes, frames.Count, cancel);
    }

    /// <summary>Removes what was received before a day (UTC).</summary>
    /// <returns>How many blobs.</returns>
    public async Task<int> RemoveBeforeAsync(string tenant, DateOnly first, CancellationToken cancel)
    {
        int removed = 0;
        string end = string.Create(CultureInfo.InvariantCulture, $"{tenant}/{first:yyyy-MM-dd}/");
        var past = container.GetBlobsAsync(prefix: $"{tenant}/", cancellationToken: cancel).TakeWhile(blob => string.CompareOrdinal(blob.Name, end) < 0); // they come in the order of their names
        await Parallel.ForEachAsync(past, new ParallelOptions { MaxDegreeOfParallelism = BlobsTogether, CancellationToken = cancel }, async (blob, token) =>
        {
            await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: token);
            Interlocked.Increment(ref removed);
        });
        return removed;
    }

    /// <summary>The next archived events of a tenant, some thousands at most, in the order of the blobs' names.</summary>
    /// <param name="token">The page of the list to go on with; null for the first.</param>
    /// <param name="last">The last blob that has been read; null for none. By its name, since those before it may have gone meanwhile.</param>
    /// <param name="rename">What events become in the archive too, blob by blob, as they are read.</param>
    public async Task<ArchivePage> PageAsync(string tenant, string? token, string? last, Func<Frame, Frame> rename, CancellationToken cancel)
    {
        await foreach (var page in container.GetBlobsAsync(prefix: $"{tenant}/", cancellationToken: cancel).AsPages(token, BlobsInPage))
        {
            string[] names = [.. page.Values.Select(blob => blob.Name).Where(name => IsAfter(name, last))];
            var frames = new List<Frame>();
            int read = 0;
            foreach (string[] some in names.Chunk(BlobsTogether).TakeWhile(_ => frames.Count < EventsInPage))
            {
                frames.AddRange((await Task.WhenAll(some.Select(name => ReadBlobAsync(name, rename, cancel)))).SelectMany(ofBlob => ofBlob));
                read += some.Length;
            }
            bool whole = read == names.Length;
            bool isLast = whole && string.IsNullOrEmpty(page.ContinuationToken);
            return new ArchivePage(frames, read, read == 0 ? last : names[read - 1], whole ? page.ContinuationToken : token, isLast);
        }
        return new ArchivePage([], 0, last, null, IsLast: true);
    }

    /// <summary>Every archived event of a tenant, repeats included, in no order. All pseudonyms are under the same keys, even while a rebuild adds one.</summary>
    public async IAsyncEnumerable<Frame> ReadAsync(string tenant, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (BlobItem blob in container.GetBlobsAsync(prefix: $"{tenant}/", cancellationToken: cancel))
        {
            foreach (var frame in await ReadBlobAsync(blob.Name, cancel))
                yield return keys.AllOf(tenant).Wrap(frame);
        }
    }

    /// <summary>The archived events blob by blob, in the order of their names.</summary>
    /// <param name="after">The name after which to begin; null for all.</param>
    public async IAsyncEnumerable<(string Name, IReadOnlyList<Frame> Frames)> BlobsAsync(
        string tenant, string? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (BlobItem blob in container.GetBlobsAsync(prefix: $"{tenant}/", cancellationToken: cancel))
        {
            if (!IsAfter(blob.Name, after))
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

    /// <summary>All of it at once.</summary>
    public async Task<IReadOnlyList<Frame>> ReadAllAsync(string tenant, CancellationToken cancel)
    {
        var frames = new List<Frame>();
        await foreach (var frame in ReadAsync(tenant, cancel))
            frames.Add(frame);
        return frames;
    }

    /// <summary>Reads a blob; where anything in it becomes another it keeps its name, so that the list stays as it is.</summary>
    private async Task<List<Frame>> ReadBlobAsync(string name, Func<Frame, Frame> rename, CancellationToken cancel)
    {
        var frames = await ReadBlobAsync(name, cancel);
        var renamed = frames.ConvertAll(frame => rename(frame));
        if (!renamed.SequenceEqual(frames, ReferenceEqualityComparer.Instance))
            await UploadAsync(name, Frame.Encode(renamed), renamed.Count, cancel);
        return renamed;
    }

    private static bool IsAfter(string name, string? other) => other is null || string.CompareOrdinal(name, other) > 0;

    private async Task UploadAsync(string name, byte[] frames, int count, CancellationToken cancel) => await container.GetBlobClient(name).UploadAsync(
        new BinaryData(Brotli.Compress(frames)), new BlobUploadOptions { Metadata = new Dictionary<string, string> { [EventCount] = $"{count}" } }, cancel);

    private async Task<List<Frame>> ReadBlobAsync(string name, CancellationToken cancel)
    {
        var content = await container.GetBlobClient(name).DownloadContentAsync(cancel);
        return Frame.Decode(Brotli.Decompress(content.Value.Content.ToArray()));
    }
}

/// <summary>Some archived events, and where to go on.</summary>
/// <param name="Blobs">How many blobs held them.</param>
/// <param name="Last">The last blob that has been read by now; null where there is none.</param>
/// <param name="IsLast">True if nothing comes after them.</param>
public sealed record ArchivePage(IReadOnlyList<Frame> Frames, int Blobs, string? Last, string? NextToken, bool IsLast)
{
    /// <summary>The day on which the queue took the last event read by now.</summary>
    public string? Through => Last?.Split('/')[1];
}
