using System.Diagnostics;

namespace Pulso.Bench.Running;

/// <summary>A process that this program started and that it ends, by its own handle and no name.</summary>
internal sealed class Child : IAsyncDisposable
{
    private const int LinesKept = 40;

    private readonly Process process;
    private readonly Queue<string> output = new();

    /// <param name="read">Gets each line that the process writes.</param>
    public Child(string program, IEnumerable<string> args, IReadOnlyDictionary<string, string> environment, string directory, Action<string>? read = null)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) =>
        {
            Keep(line.Data);
            if (line.Data is { } text)
                read?.Invoke(text);
        };
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What the process has used of all cores so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory, open files and sockets, threads.</summary>
    public (long MemoryBytes, int Handles, int Threads) Holds
    {
        get
        {
            process.Refresh();
            return (process.WorkingSet64, process.HandleCount, process.Threads.Count);
        }
    }

    /// <summary>Makes the .NET process collect all its garbage.</summary>
    public Task<ManagedHeap> CollectGarbageAsync(CancellationToken cancel) => GarbageCollection.RunAsync(process.Id, cancel);

    /// <summary>Waits until something holds; throws with the last of the output when the process ends before.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds, CancellationToken cancel)
    {
        while (!await holds())
        {
            if (process.HasExited)
                throw new InvalidOperationException($"{process.StartInfo.FileName} ended with {process.ExitCode}:\n{Output()}");
            await Task.Delay(50, cancel);
        }
    }

    /// <summary>Returns when the process has ended well.</summary>
    public async Task EndAsync(CancellationToken cancel)
    {
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{process.StartInfo.FileName} ended with {process.ExitCode}:\n{Output()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private string Output()
    {
        lock (output)
            return string.Join('\n', output);
    }

    private void Keep(string? line)
    {
        lock (output)
        {
            output.Enqueue(line ?? "");
            if (output.Count > LinesKept)
                output.Dequeue();
        }
    }
}
