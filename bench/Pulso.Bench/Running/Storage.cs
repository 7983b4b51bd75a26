using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Pulso.Bench.Running;

/// <summary>An Azurite of one's own, with an empty folder that goes with it. As the local default it keeps its rows on disk.</summary>
internal sealed class Storage : IAsyncDisposable
{
    // The development account, the same in every Azurite: https://learn.microsoft.com/azure/storage/common/storage-use-azurite
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pulso-bench-");
    private readonly int[] ports = FreePorts.Take(3);
    private readonly Child azurite;
    private readonly Lock guard = new();
    private StorageRequests requests;
    private long lines;

    private Storage(bool inMemory, bool counted)
    {
        string[] args =
        [
            Repository.Azurite, .. counted ? Array.Empty<string>() : ["--silent"], "--disableTelemetry", "--skipApiVersionCheck", .. inMemory ? new[] { "--inMemoryPersistence" } : ["--location", folder.FullName],
            "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}",
        ];
        azurite = new Child("node", args, new Dictionary<string, string>(), folder.FullName, Count);
    }

    public string ConnectionString => ConnectionStringBy(ports[2]);

    public int TablePort => ports[2];

    /// <summary>Where the app's queue keeps its messages.</summary>
    public string QueueFile => Path.Combine(folder.FullName, "queue.db");

    public TimeSpan Processor => azurite.Processor;

    /// <param name="inMemory">True to keep no row on disk: it writes all of them again every few seconds, more of them the longer it runs.</param>
    /// <param name="counted">True to log and count the requests.</param>
    public static async Task<Storage> StartAsync(CancellationToken cancel, bool inMemory = false, bool counted = false)
    {
        var storage = new Storage(inMemory, counted);
        try
        {
            await storage.azurite.UntilAsync(() => AnswersAsync(storage.ports[0], cancel), cancel);
            await storage.azurite.UntilAsync(() => AnswersAsync(storage.ports[2], cancel), cancel);
            return storage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to reach the storage, and its tables by another port.</summary>
    public string ConnectionStringBy(int tablePort) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{ports[0]}/{Account};"
        + $"QueueEndpoint=http://127.0.0.1:{ports[1]}/{Account};TableEndpoint=http://127.0.0.1:{tablePort}/{Account};";

    /// <summary>The requests so far, once no more lines of the log come.</summary>
    public async Task<StorageRequests> RequestsAsync(CancellationToken cancel)
    {
        for (long seen = -1; seen != Interlocked.Read(ref lines);)
        {
            seen = Interlocked.Read(ref lines);
            await Task.Delay(TimeSpan.FromMilliseconds(300), cancel);
        }
        lock (guard)
            return requests;
    }

    /// <summary>How many messages were ever sent, and how often a session was taken for its messages: a batch each time.</summary>
    public (long Messages, long Batches) Queue()
    {
        using var file = new SqliteConnection($"Data Source={QueueFile};Pooling=False;Default Timeout=30");
        file.Open();
        using var counts = file.CreateCommand();
        counts.CommandText = "SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'messages'), (SELECT max(served) FROM sessions)";
        using var row = counts.ExecuteReader();
        row.Read();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    public async ValueTask DisposeAsync()
    {
        await azurite.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private void Count(string line)
    {
        lock (guard)
            requests = requests.With(line);
        Interlocked.Increment(ref lines);
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancel)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync("127.0.0.1", port, cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
