using System.CommandLine;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;

namespace Pulso.Cli.Exports;

/// <summary><c>export</c>: downloads a tenant's BI files, checks each against the manifest, and writes the manifest last.</summary>
internal static class Export
{
    private const int Attempts = 3;
    private const int AtOnce = 4;

    public static Command Verb()
    {
        var folder = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder to write to; made if it is missing",
            Required = true,
            HelpName = "directory",
        };
        return new TenantVerb("export", "Download the BI files, verified against their manifest", folder).Does(async (client, tenant, arguments, cancel) =>
        {
            string target = arguments.GetRequiredValue(folder).FullName;
            var manifest = await RunAsync(client, tenant, target, cancel);
            long rows = manifest.Files.Sum(file => (long)file.Rows);
            Screen.Done($"{manifest.Files.Count} files, {rows:N0} rows, all as the manifest says, in {target}");
            return 0;
        });
    }

    private static async Task<Manifest> RunAsync(PulsoClient client, string tenant, string target, CancellationToken cancel)
    {
        for (int attempt = 1; ; attempt++)
        {
            byte[] index = await client.FindAsync($"{tenant}/exports/{Manifest.Path}", cancel)
                ?? throw new Failure($"{tenant} has no BI files yet.", $"Publish a day first: snapshot --tenant {tenant} --from … --to …");
            var manifest = Manifest.Read(index);
            byte[] schema = await client.GetAsync($"{tenant}/exports/{Manifest.SchemaPath}", cancel);
            var files = new FileDownload(client, tenant, target);
            var wrong = await Meter.RunAsync("downloading", manifest.Files.Count, meter => files.RunAsync(manifest.Files, AtOnce, meter, cancel));
            if (wrong.Count == 0)
            {
                await FileDownload.WriteAsync(target, Manifest.SchemaPath, schema, cancel);
                await FileDownload.WriteAsync(target, Manifest.Path, index, cancel);
                return manifest;
            }
            // A day that is published meanwhile has newer files than the manifest read before: read it again.
            if (attempt == Attempts)
                throw new Failure($"{wrong.Count} files are not what the manifest says.", [.. wrong.Order(StringComparer.Ordinal)]);
            await Task.Delay(TimeSpan.FromSeconds(attempt), cancel);
        }
    }
}
