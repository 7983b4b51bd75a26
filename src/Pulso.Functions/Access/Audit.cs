using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pulso.Functions.Bi;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Access;

/// <summary>
/// Who changed what, and when: an append blob a month and tenant, as CSV. It is written before the change is made, so that no change
/// goes without its line; a line without a change is an attempt that failed.
/// </summary>
public sealed class Audit(BlobServiceClient blobs, TimeProvider clock)
{
    /// <summary>Where the deployment's own lines lie: no tenant has such an id.</summary>
    public const string Deployment = "_deployment";

    private static readonly string[] Header = ["at_utc", "who", "action", "detail"];

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Names.AuditContainer);

    public async Task RecordAsync(string tenant, Caller caller, string action, string detail, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var blob = container.GetAppendBlobClient(BlobOf(tenant, DateOnly.FromDateTime(now.UtcDateTime)));
        string[] line = [CsvFile.Instant(now.ToUnixTimeMilliseconds()), caller.Name, action, detail];
        await CreateAsync(blob, cancel);
        await blob.AppendBlockAsync(new MemoryStream(CsvFile.Lines([line])), cancellationToken: cancel);
    }

    /// <summary>The lines of a month; null where there are none.</summary>
    public async Task<Stream?> ReadAsync(string tenant, DateOnly month, CancellationToken cancel) =>
        (await container.GetBlobClient(BlobOf(tenant, month)).FindStreamAsync(cancel))?.Content;

    private static string BlobOf(string tenant, DateOnly month) => $"{tenant}/{month:yyyy-MM}.csv";

    private static async Task CreateAsync(AppendBlobClient blob, CancellationToken cancel)
    {
        var created = await blob.CreateIfNotExistsAsync(
            new AppendBlobCreateOptions { HttpHeaders = new BlobHttpHeaders { ContentType = CsvFile.ContentType } }, cancel);
        if (created is not null)
            await blob.AppendBlockAsync(new MemoryStream([.. System.Text.Encoding.UTF8.Preamble, .. CsvFile.Lines([Header])]), cancellationToken: cancel);
    }
}
