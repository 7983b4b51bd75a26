using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pulso.Functions.Access;
using Pulso.Functions.Generations;
using Pulso.Functions.Storage;
using Pulso.Functions.Vendors;
using Pulso.Settings;

namespace Pulso.Functions.Tenants;

/// <summary>The tenants' settings: one blob each, cached for some seconds.</summary>
public sealed partial class TenantDirectory(BlobServiceClient blobs, Deployment deployment, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Names.ConfigContainer);
    private readonly ConcurrentDictionary<string, Entry> entries = [];

    /// <summary>The settings of a tenant; null for an unknown one.</summary>
    public async ValueTask<TenantSettings?> FindAsync(string tenant, CancellationToken cancel)
    {
        if (!SettingsParser.IsTenantId(tenant))
            return null;
        var now = clock.GetUtcNow();
        if (entries.TryGetValue(tenant, out var known) && now - known.ReadAt < Fresh)
            return known.Settings;
        try
        {
            var (document, _) = await LoadAsync(tenant, cancel);
            return document is null ? null : Keep(tenant, document); // not kept in memory: names that do not exist come without bound
        }
        catch (Exception error) when (known is not null && Outage.Is(error) && !cancel.IsCancellationRequested)
        {
            return known.Settings; // versions are append-only and begin in the future: what was read last still holds
        }
    }

    /// <summary>Does some work for every tenant, by id: a failure with one does not keep the others waiting.</summary>
    /// <exception cref="AggregateException">What failed, once all had their turn.</exception>
    /// <param name="atOnce">With how many at a time.</param>
    public async Task ForEachAsync(Func<string, Task> work, CancellationToken cancel, int atOnce = 1)
    {
        var failures = new ConcurrentBag<Exception>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(await AllAsync(cancel), options, async (tenant, _) =>
        {
            try
            {
                await work(tenant);
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                failures.Add(error);
            }
        });
        if (!failures.IsEmpty)
            throw new AggregateException(failures);
    }

    /// <summary>Every tenant's id.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken cancel)
    {
        var all = new List<string>();
        await foreach (BlobItem blob in container.GetBlobsAsync(cancellationToken: cancel))
            all.Add(Path.GetFileNameWithoutExtension(blob.Name));
        return all;
    }

    /// <summary>Replaces a tenant's document, if all of it is right. Keys of readers and admins are kept as hashes.</summary>
    /// <param name="announce">Told what will change, before it does.</param>
    /// <returns>Every fault; empty when the document is in force.</returns>
    public async Task<IReadOnlyList<string>> PutAsync(string tenant, JsonElement document, Func<string, Task> announce, CancellationToken cancel)
    {
        var (known, tag) = await LoadAsync(tenant, cancel);
        return await PutAsync(tenant, document, known, tag, announce, cancel);
    }

    /// <summary>Changes a tenant's document as it lies there, as <see cref="PutAsync(string, JsonElement, Func{string, Task}, CancellationToken)"/> would.</summary>
    /// <returns>Every fault; empty when the document is in force.</returns>
    public async Task<IReadOnlyList<string>> ChangeAsync(string tenant, Action<JsonObject> change, Func<string, Task> announce, CancellationToken cancel)
    {
        var (known, tag) = await LoadAsync(tenant, cancel);
        var next = known!.Settings.DeepClone().AsObject();
        change(next);
        return await PutAsync(tenant, JsonSerializer.SerializeToElement(next), known, tag, announce, cancel);
    }

    private async Task<IReadOnlyList<string>> PutAsync(
        string tenant, JsonElement document, TenantDocument? known, ETag? tag, Func<string, Task> announce, CancellationToken cancel)
    {
        var settings = SettingsParser.Parse(document, out var faults, VendorList.Check);
        if (settings is null)
            return faults;
        if (settings.Tenant != tenant)
            return [$"tenant: must be '{tenant}', as in the address"];
        JsonElement? current = known is null ? null : JsonSerializer.SerializeToElement(known.Settings);
        faults = SettingsChange.Faults(current, document, settings, clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (faults.Count == 0 && known?.Generations.Building?.Versions is { } && document.GetProperty("versions").GetArrayLength() > known.Settings["versions"]!.AsArray().Count)
            faults = ["versions: a rebuild under other ones is under way; append when it is done"];
        if (faults.Count > 0)
            return faults;
        var next = new TenantDocument(WithHashedKeys(document), known?.Generations ?? GenerationBook.Initial with { Rules = deployment.Rules, Keys = deployment.PseudonymKeys.Count });
        await announce(SettingsSummary.Of(current, JsonSerializer.SerializeToElement(next.Settings)));
        await SaveAsync(tenant, next, tag, cancel);
        return [];
    }

    /// <summary>Takes a tenant's document away: nothing more of it comes in. Other instances know it for some seconds more.</summary>
    public async Task RemoveAsync(string tenant, CancellationToken cancel)
    {
        await container.GetBlobClient($"{tenant}.json").DeleteIfExistsAsync(cancellationToken: cancel);
        entries.TryRemove(tenant, out _);
    }

    private static JsonObject WithHashedKeys(JsonElement document)
    {
        var root = JsonNode.Parse(document.GetRawText())!.AsObject();
        foreach (string list in new[] { "readers", "admins" })
        {
            if (root[list] is JsonArray keys)
                root[list] = new JsonArray([.. keys.Select(key => (JsonNode)Keys.Stored(key!.GetValue<string>()))]);
        }
        return root;
    }

    private sealed record Entry(TenantSettings Settings, TenantDocument Document, DateTimeOffset ReadAt);
}
