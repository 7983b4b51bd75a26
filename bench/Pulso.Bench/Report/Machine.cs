using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Pulso.Bench.Report;

/// <summary>What it was measured on.</summary>
internal sealed record Machine(
    int Cores, double MemoryGiB, string Processor, string System, string Runtime, string Node, string Azurite, string LoadBefore)
{
    public static Machine Here() => new(
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024),
        ProcessorModel(),
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}",
        RuntimeInformation.FrameworkDescription,
        NodeVersion(),
        AzuriteVersion(),
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown");

    private static string ProcessorModel()
    {
        string[] lines = File.Exists("/proc/cpuinfo") ? File.ReadAllLines("/proc/cpuinfo") : [];
        return Array.Find(lines, line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line.Split(':', 2)[1].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
    }

    private static string NodeVersion()
    {
        using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true })!;
        return node.StandardOutput.ReadToEnd().Trim();
    }

    private static string AzuriteVersion()
    {
        using var package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "node_modules", "azurite", "package.json")));
        return package.RootElement.GetProperty("version").GetString()!;
    }
}
