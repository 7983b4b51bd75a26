namespace Pulso.Bench.Running;

/// <summary>The function app as a process of its own.</summary>
internal sealed class App : IAsyncDisposable
{
    private readonly Child process;

    private App(Storage storage)
    {
        var address = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}/");
        var environment = new Dictionary<string, string>(AppSettings.On(storage)) { ["ASPNETCORE_URLS"] = address.OriginalString };
        process = new Child("dotnet", [Repository.FunctionApp], environment, Path.GetDirectoryName(Repository.FunctionApp)!);
        Client = new AppClient(address);
    }

    public AppClient Client { get; }

    public TimeSpan Processor => process.Processor;

    /// <summary>What the app holds of the machine now.</summary>
    public (long MemoryBytes, int Handles, int Threads) Holds => process.Holds;

    public static async Task<App> StartAsync(Storage storage, CancellationToken cancel)
    {
        var app = new App(storage);
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
