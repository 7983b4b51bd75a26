using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Pulso.Cli.Backups;

/// <summary>A folder with what the containers of an account hold: a folder each, and an index of what was copied.</summary>
internal sealed class Mirror(BlobServiceClient account, string folder)
{
    private const string IndexFile = "index.json";
    private const int AtOnce = 8;

    // The host's own, and the app's packages.
    private static readonly string[] NotOurs = ["azure-webjobs-", "app-package", "$"];

    private string IndexPath => Path.Combine(folder, IndexFile);

    /// <summary>Copies what is new or has changed, and removes what is gone there: an erasure reaches the backup too.</summary>
    public async Task<(int Copied, int Kept, int Removed)> TakeAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var known = Index();
        var now = new ConcurrentDictionary<string, Entry>();
        int copied = 0;
        await Parallel.ForEachAsync(BlobsAsync(cancel), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (item, token) =>
        {
            string key = $"{item.Container}/{item.Blob.Name}";
            string tag = item.Blob.Properties.ETag.ToString() ?? "";
            if (!known.TryGetValue(key, out var entry) || entry.Tag != tag || !File.Exists(PathOf(key)))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(PathOf(key))!);
                await DownloadAsync(item.Container, item.Blob.Name, $"{PathOf(key)}.part", token);
                File.Move($"{PathOf(key)}.part", PathOf(key), overwrite: true);
                Interlocked.Increment(ref copied);
            }
            now[key] = new Entry(tag, item.Blob.Properties.ContentType, item.Blob.Properties.BlobType == BlobType.Append);
        });
        var gone = known.Keys.Except(now.Keys).ToList();
        gone.ForEach(key => File.Delete(PathOf(key)));
        await File.WriteAllTextAsync(IndexPath, JsonSerializer.Serialize(new SortedDictionary<string, Entry>(now, StringComparer.Ordinal)), cancel);
        return (copied, now.Count - copied, gone.Count);
    }

    private async Task DownloadAsync(string container, string blob, string path, CancellationToken cancel)
    {
        using var download = (await account.GetBlobContainerClient(container).GetBlobClient(blob).DownloadStreamingAsync(cancellationToken: cancel)).Value;
        await using var file = File.Create(path);
        await download.Content.CopyToAsync(file, cancel);
    }

    /// <summary>Puts everything into the account, over what is there.</summary>
    public async Task<int> GiveBackAsync(CancellationToken cancel)
    {
        var index = Index();
        foreach (string container in index.Keys.Select(key => key.Split('/')[0]).Distinct())
            await account.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancel);
        await Parallel.ForEachAsync(index, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (item, token) =>
        {
            string[] name = item.Key.Split('/', 2);
            var container = account.GetBlobContainerClient(name[0]);
            await using var content = File.OpenRead(PathOf(item.Key));
            var headers = new BlobHttpHeaders { ContentType = item.Value.ContentType };
            if (!item.Value.IsAppended)
            {
                await container.GetBlobClient(name[1]).UploadAsync(content, new BlobUploadOptions { HttpHeaders = headers }, token);
                return;
            }
            var blob = container.GetAppendBlobClient(name[1]);
            await blob.CreateAsync(new AppendBlobCreateOptions { HttpHeaders = headers }, token);
            if (content.Length > 0)
                await blob.AppendBlockAsync(content, cancellationToken: token);
        });
        return index.Count;
    }

    /// <summary>The tenants whose settings it holds.</summary>
    public IReadOnlyList<string> Tenants() =>
        [.. Index().Keys.Where(key => key.StartsWith("config/", StringComparison.Ordinal)).Select(key => Path.GetFileNameWithoutExtension(key)).Order(StringComparer.Ordinal)];

    private async IAsyncEnumerable<(string Container, BlobItem Blob)> BlobsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var container in account.GetBlobContainersAsync(cancellationToken: cancel))
        {
            if (Array.Exists(NotOurs, container.Name.StartsWith))
                continue;
            await foreach (var blob in account.GetBlobContainerClient(container.Name).GetBlobsAsync(cancellationToken: cancel))
                yield return (container.Name, blob);
        }
    }

    private string PathOf(string key)
    {
        string path = Path.GetFullPath(Path.Combine(folder, key));
        return path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : throw new Failure($"A blob is named {key}.");
    }

    private Dictionary<string, Entry> Index() =>
        File.Exists(IndexPath) ? JsonSerializer.Deserialize<Dictionary<string, Entry>>(File.ReadAllText(IndexPath))! : [];

    private sealed record Entry(string Tag, string? ContentType, bool IsAppended);
}
