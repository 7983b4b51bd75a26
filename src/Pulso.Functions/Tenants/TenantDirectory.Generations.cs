using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs.Models;
using Pulso.Functions.Storage;
using Pulso.Settings;

namespace Pulso.Functions.Tenants;

public sealed partial class TenantDirectory
{
    private readonly ConcurrentDictionary<(string Tenant, int Generation), (TenantDocument From, TenantSettings? Settings)> others = [];

    /// <summary>The settings of one generation; null for one that is not there, or not any more.</summary>
    public async ValueTask<TenantSettings?> FindAsync(string tenant, int generation, CancellationToken cancel)
    {
        if (await FindAsync(tenant, cancel) is not { } serving)
            return null;
        if (serving.Generation.Number == generation)
            return serving;
        var document = entries[tenant].Document;
        if (document.Generations.Last < generation && await ReadAsync(tenant, cancel) is { } read)
            document = read; // begun since the document was read last
        if (others.TryGetValue((tenant, generation), out var known) && ReferenceEquals(known.From, document))
            return known.Settings;
        var settings = document.Of(generation);
        others[(tenant, generation)] = (document, settings);
        return settings;
    }

    /// <summary>The document as it is stored now; null for an unknown tenant.</summary>
    internal async Task<TenantDocument?> ReadAsync(string tenant, CancellationToken cancel)
    {
        var (document, _) = await LoadAsync(tenant, cancel);
        if (document is not null)
            Keep(tenant, document);
        return document;
    }

    /// <summary>Changes what is stored of a tenant's generations, whoever else writes the document meanwhile.</summary>
    internal async Task<TenantDocument> ChangeAsync(string tenant, Func<TenantDocument, TenantDocument> change, CancellationToken cancel)
    {
        while (true)
        {
            var (known, tag) = await LoadAsync(tenant, cancel);
            var next = change(known ?? throw new InvalidOperationException("the tenant has no settings"));
            try
            {
                if (!ReferenceEquals(next, known))
                    await SaveAsync(tenant, next, tag, cancel);
                return next;
            }
            catch (RequestFailedException error) when (error.Status is 409 or 412)
            {
                // Somebody else wrote the document: change what it says now.
            }
        }
    }

    private async Task SaveAsync(string tenant, TenantDocument document, ETag? found, CancellationToken cancel)
    {
        var condition = found is { } tag ? new BlobRequestConditions { IfMatch = tag } : new BlobRequestConditions { IfNoneMatch = ETag.All };
        await container.GetBlobClient($"{tenant}.json").UploadAsync(document.Write(), new BlobUploadOptions { Conditions = condition }, cancel);
        Keep(tenant, document);
    }

    private async Task<(TenantDocument? Document, ETag? Tag)> LoadAsync(string tenant, CancellationToken cancel)
    {
        var found = await container.GetBlobClient($"{tenant}.json").FindAsync(cancel);
        return found is null ? (null, null) : (TenantDocument.Read(found.Content), found.Details.ETag);
    }

    private TenantSettings Keep(string tenant, TenantDocument document)
    {
        var settings = document.Serving();
        entries[tenant] = new Entry(settings, document, clock.GetUtcNow());
        return settings;
    }
}
