using System.Data.Common;
using System.Diagnostics;
using Pulso.Cli.Screens;

namespace Pulso.Cli.Local;

/// <summary>The whole system on this machine: the app as a child process, its storage and its queue in one data directory.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    private const string StartedLine = "Host started";
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    private readonly Process app;
    private readonly FileStream hold;
    private readonly bool storageWasRunning;
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isLaunched;

    private LocalSystem(string data, int port, StoragePorts storage, string adminKey, Process app, FileStream hold, bool storageWasRunning)
    {
        (Data, Url, Storage, AdminKey) = (data, new Uri(Address(port)), storage, adminKey);
        (this.app, this.hold, this.storageWasRunning) = (app, hold, storageWasRunning);
        app.OutputDataReceived += (_, line) => PassOn(line.Data);
        app.ErrorDataReceived += (_, line) => PassOn(line.Data);
        app.Exited += (_, _) => started.TrySetResult();
        app.EnableRaisingEvents = true;
    }

    public string Data { get; }

    public Uri Url { get; }

    public StoragePorts Storage { get; }

    public string AdminKey { get; }

    /// <summary>Starts it and returns when it takes requests.</summary>
    /// <param name="data">The data directory; made if it is missing.</param>
    public static async Task<LocalSystem> StartAsync(Repository repository, string data, int port, CancellationToken cancel)
    {
        await NodeModules.DemandNodeAsync(cancel);
        await NodeModules.EnsureAsync(repository, cancel);
        if (!StoragePorts.IsFree(port))
            throw new Failure($"Port {port} is taken.", "Choose another one with --port, or end what listens there.");
        Directory.CreateDirectory(data);
        var hold = Hold(data);
        using var storageProcess = StorageProcess.Find(data);
        var storage = StoragePorts.Of(data, storageProcess is not null);
        var settings = LocalSettings.Read(repository);
        var app = new Process { StartInfo = FunctionApp.Start(repository.Root, Environment(settings, data, port, storage)) };
        var system = new LocalSystem(data, port, storage, settings.AdminKey, app, hold, storageProcess is not null);
        await system.StartAsync(cancel);
        return system;
    }

    /// <summary>Completes when the app has ended, with its exit code.</summary>
    public async Task<int> EndedAsync(CancellationToken cancel)
    {
        await app.WaitForExitAsync(cancel);
        return app.ExitCode;
    }

    /// <summary>Ends the app gracefully, and the storage unless it was running before.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAppAsync();
        using var storageProcess = storageWasRunning ? null : StorageProcess.Find(Data);
        if (storageProcess is not null)
            await StorageProcess.EndAsync(Data, storageProcess);
        await hold.DisposeAsync();
        app.Dispose();
    }

    private async Task StartAsync(CancellationToken cancel)
    {
        try
        {
            isLaunched = app.Start();
            app.BeginOutputReadLine();
            app.BeginErrorReadLine();
            await started.Task.WaitAsync(cancel);
            if (app.HasExited)
                throw new Failure($"The app ended with {app.ExitCode} before it had started.", "What it said stands above.");
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task EndAppAsync()
    {
        if (!isLaunched || app.HasExited)
            return;
        ProcessSignal.Terminate(app);
        using var patience = new CancellationTokenSource(LongestEnd);
        try
        {
            await app.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Screen.Warn($"The app did not end within {LongestEnd.TotalSeconds:0} s and was killed; nothing accepted is lost.");
            app.Kill();
        }
    }

    private void PassOn(string? line)
    {
        if (line is null)
            return;
        if (line == StartedLine)
            started.TrySetResult();
        Screen.Line(line);
    }

    // Two at once would end each other's storage.
    private static FileStream Hold(string data)
    {
        try
        {
            return new FileStream(Path.Combine(data, "up.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new Failure($"Another system is running on {data}.", "Choose another directory with --data, or end it first.");
        }
    }

    private static Dictionary<string, string> Environment(LocalSettings settings, string data, int port, StoragePorts storage)
    {
        var values = settings.Values.Where(value => System.Environment.GetEnvironmentVariable(value.Key) is null).ToDictionary();
        var queue = new DbConnectionStringBuilder { ["Endpoint"] = "sb://local/", ["Path"] = Path.Combine(data, "queue.db") };
        values["AzureWebJobsStorage"] = storage.ConnectionString;
        values["ServiceBus"] = queue.ConnectionString;
        values["LOCAL_DATA"] = data;
        values["ASPNETCORE_URLS"] = Address(port);
        return values;
    }

    private static string Address(int port) => $"http://127.0.0.1:{port}";
}
