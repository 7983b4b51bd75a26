using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pulso.Cli.Local;

/// <summary>Asks a process to end, where .NET itself can only kill.</summary>
internal static partial class ProcessSignal
{
    private const int SigTerm = 15;

    // Azurite saves every five seconds.
    private static readonly TimeSpan UntilSaved = TimeSpan.FromSeconds(6);

    /// <summary>SIGTERM. Windows has none: there the process is killed once what it holds is on disk.</summary>
    public static void Terminate(Process process)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Kill(process.Id, SigTerm); // fails only for a process that is gone
            return;
        }
        Thread.Sleep(UntilSaved);
        process.Kill();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
