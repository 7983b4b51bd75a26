namespace Pulso.Bench.Running;

/// <summary>The whole system on this machine: a storage and queue that start empty, and the app.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    private LocalSystem(Storage storage, App app) => (Storage, App) = (storage, app);

    public Storage Storage { get; }

    public App App { get; }

    public static async Task<LocalSystem> StartAsync(CancellationToken cancel, bool inMemory = false, bool counted = false, AppVariant variant = default)
    {
        var storage = await Storage.StartAsync(cancel, inMemory, counted);
        try
        {
            return new LocalSystem(storage, await App.StartAsync(storage, cancel, variant));
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Storage.DisposeAsync();
    }
}
