using Pulso.Acceptance.Running;
using Pulso.Chaos.Faults;

namespace Pulso.Chaos.Running;

/// <summary>One process of the app that is started again whenever it has died, as a platform does.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private const int Attempts = 10;

    private readonly RunningApp app;
    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim starting = new(1);
    private readonly Queue<string> points = [];
    private readonly Task watch;
    private string? armed;
    private bool held;

    public Worker(RunningApp app)
    {
        this.app = app;
        watch = WatchAsync();
    }

    public RunningApp App => app;

    /// <summary>Where deaths are counted.</summary>
    public Struck? Struck { get; set; }

    /// <summary>Lets the next process kill itself at a point, once the present one is gone.</summary>
    public void Arm(string point)
    {
        lock (points)
            points.Enqueue(point);
    }

    /// <summary>Kills the process as it stands; it comes again.</summary>
    public async Task KillAsync()
    {
        await starting.WaitAsync();
        try
        {
            armed = null;
            app.Kill();
            await app.ExitAsync();
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>Kills the process, and leaves it so until <see cref="ComeAsync"/>.</summary>
    public async Task GoAsync()
    {
        held = true;
        await KillAsync();
    }

    public Task<string> ComeAsync()
    {
        held = false;
        return UpAsync();
    }

    /// <summary>From now on the process runs, and has no point at which to die.</summary>
    public async Task CalmAsync()
    {
        lock (points)
            points.Clear();
        if (armed is not null)
            await KillAsync();
        await UpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await watch;
        await app.DisposeAsync();
        ending.Dispose();
        starting.Dispose();
    }

    private Task<string> UpAsync() => Wait.ForAsync(async () =>
    {
        await starting.WaitAsync(); // while it is being started there is no process to ask
        try
        {
            return app.IsRunning ? "up" : null;
        }
        finally
        {
            starting.Release();
        }
    });

    private async Task WatchAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            await Task.Delay(Look);
            if (app.IsRunning || held)
                continue;
            await starting.WaitAsync();
            try
            {
                await StartAgainAsync();
            }
            finally
            {
                starting.Release();
            }
        }
    }

    private async Task StartAgainAsync()
    {
        if (armed is not null)
            Struck?.Add(Fault.KilledAtPoint);
        lock (points)
            armed = points.TryDequeue(out string? point) ? point : null;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await app.StartAgainAsync(armed);
                return;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                // It did not get far enough through a storage that fails: the platform tries again.
            }
        }
    }
}
