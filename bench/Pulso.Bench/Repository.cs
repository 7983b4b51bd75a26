using System.Diagnostics;
using System.Reflection;

namespace Pulso.Bench;

/// <summary>Where things lie: found by walking up from this program.</summary>
internal static class Repository
{
    public static string Root { get; } =
        Up(AppContext.BaseDirectory).First(folder => File.Exists(Path.Combine(folder, "Directory.Packages.props")));

    public static string FunctionApp => Path.Combine(Root, Metadata("FunctionApp"));

    public static string Azurite => Path.Combine(Root, "node_modules", "azurite", "dist", "src", "azurite.js");

    public static string Results => Path.Combine(Root, "bench", "results.md");

    public static string Costs => Path.Combine(Root, "docs", "cost.md");

    /// <summary>How this program and the app were built.</summary>
    public static string Configuration => Metadata("Configuration");

    /// <summary>What was checked out, and whether it was changed since.</summary>
    public static string Commit { get; } = Describe();

    private static string Describe()
    {
        using var git = Process.Start(new ProcessStartInfo("git", "describe --always --dirty") { WorkingDirectory = Root, RedirectStandardOutput = true })!;
        return git.StandardOutput.ReadToEnd().Trim();
    }

    /// <summary>A file of the data sets that lie beside the repository or above it; null where there are none.</summary>
    public static string? Shared(string name) =>
        Up(Root).Select(folder => Path.Combine(folder, "shared", "data", name)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Up(string from)
    {
        for (var at = new DirectoryInfo(from); at is not null; at = at.Parent)
            yield return at.FullName;
    }

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(item => item.Key == key).Value!;
}
