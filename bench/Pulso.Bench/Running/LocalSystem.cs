using Pulso.Bench.Raw;

namespace Pulso.Bench.Running;

/// <summary>The whole system on this machine: a storage and queue that start empty, and the app.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    private LocalSystem(Storage storage, Recording? recording, App app) => (Storage, Recording, App) = (storage, recording, app);

    public Storage Storage { get; }

    /// <summary>What keeps the app's transactions; null where they are not kept.</summary>
    public Recording? Recording { get; }

    public App App { get; }

    public static async Task<LocalSystem> StartAsync(CancellationToken cancel, bool inMemory = false, bool counted = false, AppVariant variant = default)
    {
        var storage = await Storage.StartAsync(cancel, inMemory, counted);
        Recording? recording = null;
        try
        {
            recording = variant.IsRecorded ? await Recording.StartAsync(storage, cancel) : null;
            return new LocalSystem(storage, recording, await App.StartAsync(storage, cancel, variant, recording));
        }
        catch
        {
            await EndAsync(recording, storage);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await EndAsync(Recording, Storage);
    }

    private static async ValueTask EndAsync(Recording? recording, Storage storage)
    {
        if (recording is not null)
            await recording.DisposeAsync();
        await storage.DisposeAsync();
    }
}
