using Pulso.Acceptance.Running;
using Pulso.Chaos.Faults;

namespace Pulso.Chaos.Running;

/// <summary>The system under faults: two processes, which reach their storage through one that fails.</summary>
internal sealed class Disturbed : IAsyncDisposable
{
    public const int Partitions = 16;
    public const int Sessions = 4;

    private readonly RunningApp owner;

    private Disturbed(RunningApp owner, FaultyStorage storage, string clock, bool gathers, Worker[] workers) =>
        (this.owner, Storage, Clock, Gathers, Workers) = (owner, storage, clock, gathers, workers);

    /// <summary>True if accepted events wait in inboxes for their session's turn.</summary>
    public bool Gathers { get; }

    public FaultyStorage Storage { get; }

    public Worker[] Workers { get; }

    public QueueTable Queue => new(owner.QueueFile, "events");

    /// <summary>While this file is there, the queue takes nothing.</summary>
    public string Refusal => owner.QueueFile + ".refuse";

    /// <summary>Holds how many seconds the processes' clock is off.</summary>
    public string Clock { get; }

    public static async Task<Disturbed> StartAsync(bool gathers)
    {
        // The first process starts storage and queue, and owns them. It has nothing else to do.
        var owner = await RunningApp.StartAsync(Partitions, Sessions);
        owner.Kill();
        await owner.ExitAsync();
        var storage = await FaultyStorage.StartAsync(owner.Storage);
        string clock = owner.QueueFile + ".clock";
        (string, string)[] settings = [("AzureWebJobsStorage", storage.ConnectionString), ("LOCAL_CLOCK", clock), ("Pulso__GatherSeconds", gathers ? "1" : "0")];
        var workers = await Task.WhenAll(owner.StartBesideAsync(settings), owner.StartBesideAsync(settings));
        return new Disturbed(owner, storage, clock, gathers, [.. workers.Select(worker => new Worker(worker))]);
    }

    public static string SessionOf(string tenant, int partition) => $"kpi-{tenant}-{partition % Sessions:00}";

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in Workers)
            await worker.DisposeAsync();
        await Storage.DisposeAsync();
        await owner.DisposeAsync();
    }
}
