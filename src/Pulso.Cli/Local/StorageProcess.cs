using System.Diagnostics;
using System.Globalization;
using Pulso.Cli.Screens;

namespace Pulso.Cli.Local;

/// <summary>Azurite over one data directory. The app starts it when nothing answers, and leaves its process id there.</summary>
internal static class StorageProcess
{
    private const string IdFile = "azurite.pid";

    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(20);

    /// <summary>The process that serves the directory; null while there is none.</summary>
    public static Process? Find(string data)
    {
        string file = Path.Combine(data, IdFile);
        if (!File.Exists(file) || !int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
            return null;
        try
        {
            var process = Process.GetProcessById(id);
            // A process id is given again: only Node is taken for it.
            if (process.ProcessName.StartsWith("node", StringComparison.OrdinalIgnoreCase) || process.ProcessName == "MainThread")
                return process;
            process.Dispose();
            return null;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return null; // gone
        }
    }

    /// <summary>Ends it so that it saves all it has acknowledged.</summary>
    public static async Task EndAsync(string data, Process process)
    {
        ProcessSignal.Terminate(process);
        using var patience = new CancellationTokenSource(LongestEnd);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            File.Delete(Path.Combine(data, IdFile));
        }
        catch (OperationCanceledException)
        {
            Screen.Warn($"Azurite (process {process.Id}) is still ending; nothing is lost if it is left alone.");
        }
    }
}
