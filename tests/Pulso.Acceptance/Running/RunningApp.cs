using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Pulso.Acceptance.Running;

/// <summary>The app as a process. The first one has a storage and a queue in a folder of its own, and ending it ends and removes all of them.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    public const string AdminKey = "the-admin-key-of-the-acceptance-tests";

    /// <summary>The exit code of a process that was killed (128 + SIGKILL).</summary>
    public const int Killed = 137;

    private const string QueueName = "queue.db";

    // A process that lives for a minute spends half of its time on compiling better what is compiled already.
    private const string TenMinutes = "927C0"; // in milliseconds, hexadecimal

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly ConcurrentDictionary<RunningApp, bool> Running = [];

    /// <summary>The app that is run: the one that was built with the tests, if nobody names another.</summary>
    public static string App { get; set; } =
        typeof(RunningApp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "AppUnderTest").Value!;

    private readonly DirectoryInfo folder;
    private readonly Dictionary<string, string?> environment;
    private readonly bool isFirst;
    private readonly ConcurrentQueue<string> output = [];
    private Process? process;

    // Should the test run be ended from outside.
    static RunningApp() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var app in Running.Keys)
            app.End();
    };

    private RunningApp(DirectoryInfo folder, IReadOnlyDictionary<string, string?> settings, bool isFirst)
    {
        (this.folder, this.isFirst) = (folder, isFirst);
        Address = new Uri($"http://127.0.0.1:{FreePorts.Next()}/");
        environment = new Dictionary<string, string?>(settings) { ["ASPNETCORE_URLS"] = Address.ToString().TrimEnd('/') };
        Running[this] = true;
    }

    public Uri Address { get; }

    public string QueueFile => Path.Combine(folder.FullName, QueueName);

    /// <summary>The connection string of its storage.</summary>
    public string Storage => environment["AzureWebJobsStorage"]!;

    public bool IsRunning => process is { HasExited: false };

    /// <param name="killAt">A point at which the process kills itself, such as <c>before:commit:7</c>.</param>
    /// <param name="more">Further app settings.</param>
    public static Task<RunningApp> StartAsync(int partitions = 256, int sessions = 16, string? killAt = null, params (string Name, string Value)[] more)
    {
        var folder = Directory.CreateTempSubdirectory("pulso-acceptance-");
        var settings = new Dictionary<string, string?>
        {
            ["LOCAL_DATA"] = folder.FullName,
            ["LOCAL_FORGETS"] = "1", // nobody ends the storage here, and writing all of it to the disk every five seconds takes long
            ["AzureWebJobsStorage"] = FreePorts.Storage(),
            ["ServiceBus"] = $"Endpoint=sb://local/;Path={Path.Combine(folder.FullName, QueueName)};LockSeconds=300",
            ["Pulso__Queue"] = "events",
            ["Pulso__Partitions"] = $"{partitions}",
            ["Pulso__Sessions"] = $"{sessions}",
            ["Pulso__AdminKey"] = AdminKey,
            ["Pulso__PseudonymKey"] = Convert.ToBase64String(new byte[32]),
        };
        foreach (var (name, value) in more)
            settings[name] = value;
        return StartAsync(new RunningApp(folder, settings, isFirst: true), killAt);
    }

    /// <summary>Another process on the same storage and queue, as when the app is scaled out.</summary>
    /// <param name="more">App settings in which it differs.</param>
    public Task<RunningApp> StartBesideAsync(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>(environment);
        foreach (var (name, value) in more)
            settings[name] = value;
        return StartAsync(new RunningApp(folder, settings, isFirst: false), null);
    }

    private static async Task<RunningApp> StartAsync(RunningApp app, string? killAt)
    {
        try
        {
            await app.StartAgainAsync(killAt);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the process again on what the last one left behind. Returns when it answers.</summary>
    public async Task StartAgainAsync(string? killAt = null)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process?.Dispose();
        process = new Process { StartInfo = Command(killAt), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Exited += (_, _) => started.TrySetException(new InvalidOperationException($"The app ended:\n{Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await started.Task.WaitAsync(Patience);

        void Note(string? line)
        {
            if (line is null)
                return;
            output.Enqueue(line);
            if (line == "Host started")
                started.TrySetResult();
        }
    }

    /// <summary>What the app has written to its console so far.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Kills the process as it stands: no handler runs.</summary>
    public void Kill() => process!.Kill();

    /// <returns>The exit code, once the process has ended.</returns>
    public async Task<int> ExitAsync()
    {
        await process!.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        End();
        process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void End()
    {
        if (!Running.TryRemove(this, out _))
            return;
        if (process is { HasExited: false })
        {
            process.Kill();
            process.WaitForExit();
        }
        if (!isFirst)
            return;
        string storage = Path.Combine(folder.FullName, "azurite.pid");
        if (File.Exists(storage))
        {
            using var azurite = Process.GetProcessById(int.Parse(File.ReadAllText(storage), CultureInfo.InvariantCulture));
            azurite.Kill();
            azurite.WaitForExit();
        }
        folder.Delete(recursive: true);
    }

    private ProcessStartInfo Command(string? killAt)
    {
        var command = new ProcessStartInfo("dotnet", [App])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_CallCountingDelayMs"] = TenMinutes },
        };
        foreach (var (name, value) in environment)
            command.Environment[name] = value;
        command.Environment["LOCAL_KILL_AT"] = killAt;
        return command;
    }
}
