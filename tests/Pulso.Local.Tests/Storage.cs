using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Azure.Functions.Worker.Host;

namespace Pulso.Local.Tests;

/// <summary>One for all tests that need it: where it keeps its data is a variable of the process.</summary>
[CollectionDefinition(nameof(Storage))]
public sealed class StorageCollection : ICollectionFixture<Storage>;

/// <summary>An Azurite of these tests, on free ports, started as an app starts it.</summary>
public sealed class Storage : IDisposable
{
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public Storage()
    {
        var (blob, queue, table) = (FreePort(), FreePort(), FreePort());
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};"
            + $"BlobEndpoint=http://127.0.0.1:{blob}/devstoreaccount1;QueueEndpoint=http://127.0.0.1:{queue}/devstoreaccount1;"
            + $"TableEndpoint=http://127.0.0.1:{table}/devstoreaccount1";
        Environment.SetEnvironmentVariable("LOCAL_DATA", Directory.FullName);
        Azurite.Ensure(ConnectionString);
    }

    public DirectoryInfo Directory { get; } = System.IO.Directory.CreateTempSubdirectory("pulso-azurite-");

    public string ConnectionString { get; }

    public int ProcessId => int.Parse(File.ReadAllText(Path.Combine(Directory.FullName, "azurite.pid")), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        using (var azurite = Process.GetProcessById(ProcessId))
        {
            azurite.Kill();
            azurite.WaitForExit();
        }

        Directory.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
