using Azure.Storage.Blobs;
using Pulso.Functions.Bi;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Snapshots;

/// <summary>Keeps what each published period is remembered by, under a name that its content gives: what a published row names is what was published.</summary>
public sealed class FigureShelf(BlobServiceClient blobs)
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Names.FiguresContainer);

    /// <returns>The name to find it by.</returns>
    public async Task<string> KeepAsync(string tenant, BusinessPeriod period, KeptFigures figures, CancellationToken cancel)
    {
        byte[] encoded = figures.Encode();
        string name = KeptFigures.NameOf(encoded);
        await Blob(tenant, period, name).UploadAsync(new BinaryData(Brotli.Compress(encoded)), overwrite: true, cancel);
        return name;
    }

    /// <summary>What was kept under a name; nothing where that is empty, or gone.</summary>
    public async Task<KeptFigures?> FindAsync(string tenant, BusinessPeriod period, string name, CancellationToken cancel)
    {
        return name.Length > 0 && await Blob(tenant, period, name).FindAsync(cancel) is { } kept ? KeptFigures.Decode(Brotli.Decompress(kept.Content.ToMemory().Span)) : null;
    }

    /// <summary>Forgets what no published row names any more.</summary>
    public async Task ForgetAsync(string tenant, BusinessPeriod period, string name, CancellationToken cancel)
    {
        if (name.Length > 0)
            await Blob(tenant, period, name).DeleteIfExistsAsync(cancellationToken: cancel);
    }

    private BlobClient Blob(string tenant, BusinessPeriod period, string name) => container.GetBlobClient($"{tenant}/{period.Name}/{name}");
}
