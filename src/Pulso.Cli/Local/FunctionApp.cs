using System.Diagnostics;
using System.Reflection;

namespace Pulso.Cli.Local;

/// <summary>The function app, which was built along with this program.</summary>
internal static class FunctionApp
{
    /// <summary>Its assembly, in the configuration of this one.</summary>
    /// <exception cref="Failure">It is not there.</exception>
    public static string Assembly { get; } = Locate();

    /// <summary>What starts it, with these environment variables beside those of this process.</summary>
    public static ProcessStartInfo Start(string directory, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Assembly])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    private static string Locate()
    {
        string relative = typeof(FunctionApp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == nameof(FunctionApp))?.Value ?? "Pulso.Functions.dll";
        string path = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, relative.Replace('\\', '/')));
        return File.Exists(path) ? path : throw new Failure("The app is not built.", $"It was looked for at {path}.");
    }
}
