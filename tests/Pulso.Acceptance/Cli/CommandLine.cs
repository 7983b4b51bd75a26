using System.Diagnostics;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Cli;

/// <summary>What a verb wrote, and how it ended.</summary>
internal sealed record Outcome(int Code, string Output, string Errors)
{
    public string All => Output + Errors;

    /// <summary>What it has to say, spaces and frames of tables aside, and its exit code.</summary>
    public void Says(int code, params string[] parts)
    {
        Assert.True(Code == code, All);
        string said = string.Join(' ', All.Split([' ', '\n', '\r', '│', '|'], StringSplitOptions.RemoveEmptyEntries));
        foreach (string part in parts)
            Assert.Contains(part, said, StringComparison.Ordinal);
    }
}

/// <summary>The command line as somebody uses it: a process of its own, against a running app.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Runs a verb for a tenant.</summary>
    public static Task<Outcome> RunAsync(Tenant tenant, params string[] arguments) => RunAsync(tenant.Address, [.. arguments, "--tenant", tenant.Name]);

    /// <summary>Runs a verb for a whole deployment.</summary>
    public static async Task<Outcome> RunAsync(Uri address, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Pulso.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PULSO_URL"] = address.ToString();
        start.Environment["PULSO_KEY"] = RunningApp.AdminKey;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new Outcome(process.ExitCode, await output, await errors);
    }
}
