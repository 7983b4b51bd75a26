using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker.Builder;
using Pulso.Acceptance.Running;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Tests.Running;

/// <summary>One Azurite for all tests of the assembly, on free ports; each test has a tenant of its own.</summary>
public sealed class LocalStorage : IDisposable
{
    private static int tenants;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pulso-functions-");

    public LocalStorage()
    {
        Environment.SetEnvironmentVariable("LOCAL_DATA", folder.FullName);
        Environment.SetEnvironmentVariable("LOCAL_FORGETS", "1"); // writing all of it to the disk every five seconds takes longer than the tests do
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration["AzureWebJobsStorage"] = ConnectionString;
        builder.Build().Dispose(); // the local host sees to it that its storage answers
        Blobs = new BlobServiceClient(ConnectionString);
    }

    public string ConnectionString { get; } = FreePorts.Storage();

    public BlobServiceClient Blobs { get; }

    /// <summary>A tenant that no other test has.</summary>
    public static string NewTenant() => $"tenant-{Interlocked.Increment(ref tenants)}";

    /// <summary>A queue that no other test has.</summary>
    public string NewQueue() => $"Endpoint=sb://local/;Path={Path.Combine(folder.FullName, $"queue-{Guid.NewGuid():N}.db")}";

    /// <summary>How many processes of the test that runs there are.</summary>
    internal int Processes { get; set; }

    /// <summary>Leaves no tenant of earlier tests: the timers go through all there are.</summary>
    internal async Task ForgetTenantsAsync()
    {
        var settings = Blobs.GetBlobContainerClient(Names.ConfigContainer);
        if (!await settings.ExistsAsync())
            return;
        await foreach (var tenant in settings.GetBlobsAsync())
            await settings.DeleteBlobIfExistsAsync(tenant.Name);
    }

    public void Dispose()
    {
        int id = int.Parse(File.ReadAllText(Path.Combine(folder.FullName, "azurite.pid")), CultureInfo.InvariantCulture);
        using (var azurite = Process.GetProcessById(id))
        {
            azurite.Kill();
            azurite.WaitForExit();
        }
        folder.Delete(recursive: true);
    }
}

/// <summary>The tests that share the storage, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OnStorage : ICollectionFixture<LocalStorage>
{
    public const string Name = "on storage";
}
