using System.ComponentModel;
using System.Diagnostics;
using Pulso.Cli.Screens;

namespace Pulso.Cli.Local;

/// <summary>Sees to it that Azurite is installed in the repository.</summary>
internal static class NodeModules
{
    private const string Hint = "The local storage (Azurite) needs Node.js 20 or newer with npm: https://nodejs.org";

    public static async Task EnsureAsync(Repository repository, CancellationToken cancel)
    {
        if (Directory.Exists(Path.Combine(repository.Root, "node_modules", "azurite")))
            return;
        Screen.Line("Azurite is not installed yet: running npm ci, once …");
        string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        int code = await RunAsync(new ProcessStartInfo(npm, ["ci", "--no-audit", "--no-fund"]) { WorkingDirectory = repository.Root }, cancel);
        if (code != 0)
            throw new Failure($"npm ci ended with {code}.", $"It ran in {repository.Root}.");
    }

    /// <summary>Fails with a clear message where Node.js is missing.</summary>
    public static async Task DemandNodeAsync(CancellationToken cancel)
    {
        if (await RunAsync(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true }, cancel) is not 0 and var code)
            throw new Failure($"node --version ended with {code}.", Hint);
    }

    private static async Task<int> RunAsync(ProcessStartInfo start, CancellationToken cancel)
    {
        try
        {
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync(cancel);
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            throw new Failure($"'{start.FileName}' could not be started.", Hint);
        }
    }
}
