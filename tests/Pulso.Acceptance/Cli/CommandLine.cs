using System.Diagnostics;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Cli;

/// <summary>What a verb wrote, and how it ended.</summary>
internal sealed record Outcome(int Code, string Output, string Errors)
{
    public string All => Output + Errors;
}

/// <summary>The command line as somebody uses it: a process of its own, against a running app.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static async Task<Outcome> RunAsync(Tenant tenant, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Pulso.Cli.dll"), .. arguments, "--tenant", tenant.Name])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PULSO_URL"] = tenant.Address.ToString();
        start.Environment["PULSO_KEY"] = RunningApp.AdminKey;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new Outcome(process.ExitCode, await output, await errors);
    }
}
