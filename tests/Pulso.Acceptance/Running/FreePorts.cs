using System.Net;
using System.Net.Sockets;

namespace Pulso.Acceptance.Running;

/// <summary>Ports of this machine that nothing listens on.</summary>
internal static class FreePorts
{
    // The key that every Azurite has.
    private const string StorageKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The connection string of a storage that can be started there.</summary>
    public static string Storage() =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={StorageKey};"
        + string.Concat(new[] { "Blob", "Queue", "Table" }.Select(service => $"{service}Endpoint=http://127.0.0.1:{Next()}/devstoreaccount1;"));
}
