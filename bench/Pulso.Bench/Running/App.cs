using Pulso.Bench.Raw;

namespace Pulso.Bench.Running;

/// <summary>The function app as a process of its own.</summary>
internal sealed class App : IAsyncDisposable
{
    private readonly Child process;

    private App(Storage storage, AppVariant variant, Recording? recording)
    {
        var address = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}/");
        var environment = new Dictionary<string, string>(AppSettings.On(storage))
        {
            ["ASPNETCORE_URLS"] = address.OriginalString,
            ["Pulso__GatherSeconds"] = $"{(variant.IsDeployed ? Deployed.GatherSeconds : 0)}",
            ["Pulso__Sessions"] = $"{(variant.IsDeployed ? Deployed.Sessions : AppSettings.Deployment.Sessions)}",
            ["AzureWebJobsStorage"] = recording is null ? storage.ConnectionString : storage.ConnectionStringBy(recording.Port),
        };
        string path = variant.Path ?? Repository.FunctionApp;
        process = new Child("dotnet", [path], environment, Path.GetDirectoryName(path)!);
        Client = new AppClient(address);
    }

    public AppClient Client { get; }

    public TimeSpan Processor => process.Processor;

    /// <summary>What the app holds of the machine now.</summary>
    public (long MemoryBytes, int Handles, int Threads) Holds => process.Holds;

    /// <summary>Makes the app collect all its garbage.</summary>
    public Task<ManagedHeap> CollectGarbageAsync(CancellationToken cancel) => process.CollectGarbageAsync(cancel);

    public static async Task<App> StartAsync(Storage storage, CancellationToken cancel, AppVariant variant = default, Recording? recording = null)
    {
        var app = new App(storage, variant, recording);
        try
        {
            await app.process.UntilAsync(() => app.Client.IsUpAsync(cancel), cancel);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await process.DisposeAsync();
    }
}

/// <summary>In what an app differs from the one that is measured otherwise.</summary>
/// <param name="Path">Its assembly; null for the one built beside this program.</param>
/// <param name="IsDeployed">True to gather in inboxes, with as many sessions as deployed.</param>
/// <param name="IsRecorded">True to keep its transactions.</param>
internal readonly record struct AppVariant(string? Path, bool IsDeployed, bool IsRecorded = false);
