using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pulso.Functions.Storage;

/// <summary>Reads blobs that need not be there.</summary>
internal static class BlobReading
{
    /// <summary>What a blob holds; null where there is none.</summary>
    public static async Task<BlobDownloadResult?> FindAsync(this BlobClient blob, CancellationToken cancel) =>
        (await FoundAsync(() => blob.DownloadContentAsync(cancel)))?.Value;

    /// <summary>The same, to be read piece by piece.</summary>
    public static async Task<BlobDownloadStreamingResult?> FindStreamAsync(this BlobClient blob, CancellationToken cancel) =>
        (await FoundAsync(() => blob.DownloadStreamingAsync(cancellationToken: cancel)))?.Value;

    private static async Task<Response<T>?> FoundAsync<T>(Func<Task<Response<T>>> read)
    {
        try
        {
            return await read();
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
    }
}
