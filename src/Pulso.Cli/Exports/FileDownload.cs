using System.Collections.Concurrent;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;

namespace Pulso.Cli.Exports;

/// <summary>Brings the files of a manifest into a folder; those that are there already stay.</summary>
internal sealed class FileDownload(PulsoClient client, string tenant, string target)
{
    /// <returns>The files that are not what the manifest says, with what they are instead.</returns>
    public async Task<IReadOnlyCollection<string>> RunAsync(IReadOnlyList<ManifestFile> files, int atOnce, Meter meter, CancellationToken cancel)
    {
        var wrong = new ConcurrentBag<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(files, options, async (file, token) =>
        {
            if (await FaultAsync(file, token) is { } fault)
                wrong.Add($"{file.Path}: {fault}");
            meter.Add(1);
        });
        return wrong;
    }

    public static async Task WriteAsync(string target, string path, byte[] bytes, CancellationToken cancel)
    {
        string file = Path.Combine(target, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, bytes, cancel);
    }

    private async Task<string?> FaultAsync(ManifestFile file, CancellationToken cancel)
    {
        if (!file.IsSafe)
            return "is no path below the folder";
        string known = Path.Combine(target, file.Path);
        if (File.Exists(known) && file.Matches(await File.ReadAllBytesAsync(known, cancel)))
            return null;
        string address = string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString));
        if (await client.FindAsync($"{tenant}/exports/{address}", cancel) is not { } bytes)
            return "is not there";
        if (!file.Matches(bytes))
            return "has another SHA-256";
        await WriteAsync(target, file.Path, bytes, cancel);
        return null;
    }
}
