using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulso.Cli.Local;

/// <summary>Where the storage of one data directory listens: chosen once and kept with it, so that several directories coexist.</summary>
internal sealed record StoragePorts(int Blob, int Queue, int Table)
{
    private const string DevelopmentAccount = "devstoreaccount1";

    // Azurite's well-known key: it opens nothing but Azurite.
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    // Below the ports that systems hand out for outgoing connections.
    private const int Lowest = 20_000;
    private const int Highest = 30_000;

    [JsonIgnore]
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={DevelopmentAccount};AccountKey={DevelopmentKey};" +
        $"BlobEndpoint={Address(Blob)};QueueEndpoint={Address(Queue)};TableEndpoint={Address(Table)};";

    /// <summary>The ports kept in a data directory; others if a stranger listens on them by now.</summary>
    /// <param name="isRunning">True if the directory's own storage is running, so that its ports are taken rightly.</param>
    public static StoragePorts Of(string data, bool isRunning)
    {
        string file = Path.Combine(data, "ports.json");
        var known = File.Exists(file) ? JsonSerializer.Deserialize<StoragePorts>(File.ReadAllBytes(file), JsonSerializerOptions.Web) : null;
        if (known is not null && (isRunning || (IsFree(known.Blob) && IsFree(known.Queue) && IsFree(known.Table))))
            return known;
        var chosen = Choose();
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(chosen, JsonSerializerOptions.Web));
        return chosen;
    }

    /// <summary>True if this machine lets one listen there now.</summary>
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static StoragePorts Choose()
    {
        for (int attempt = 0; attempt < 1_000; attempt++)
        {
            int first = Random.Shared.Next(Lowest, Highest);
            if (IsFree(first) && IsFree(first + 1) && IsFree(first + 2))
                return new StoragePorts(first, first + 1, first + 2);
        }
        throw new Failure($"No three free ports were found between {Lowest} and {Highest}.");
    }

    private static string Address(int port) => $"http://127.0.0.1:{port}/{DevelopmentAccount}";
}
