using System.CommandLine;
using System.Globalization;
using Azure.Identity;
using Azure.Storage.Blobs;
using Pulso.Cli.Local;
using Pulso.Cli.Screens;

namespace Pulso.Cli.Backups;

/// <summary>
/// <c>backup</c>: mirrors a deployment's blobs in a folder: settings, archive, audit, BI files. That is all: every row of the tables comes out of the
/// archive again, and any subset of its events gives figures that are right for that subset, so that it may be copied while events come in.
/// </summary>
internal static class Backup
{
    public static Command Verb()
    {
        var storage = Storage();
        var folder = new Option<DirectoryInfo>("--out") { Description = "The mirror; what is there already is not copied again", Required = true, HelpName = "directory" };
        var verb = new Command("backup", "Mirror a deployment's blobs in a folder") { storage, folder };
        verb.SetAction(async (arguments, cancel) =>
        {
            var mirror = new Mirror(Connect(arguments.GetRequiredValue(storage)), arguments.GetRequiredValue(folder).FullName);
            var (copied, kept, removed) = await Meter.WaitAsync("copying", () => mirror.TakeAsync(cancel));
            Screen.Done(string.Create(CultureInfo.InvariantCulture, $"{copied} blobs copied, {kept} were there, {removed} are gone"));
            return 0;
        });
        return verb;
    }

    internal static Option<string> Storage() => new("--storage")
    {
        Description = "Connection string of the storage account, the address of its blobs, or the data directory of a system on this machine",
        Required = true,
        HelpName = "account",
    };

    internal static BlobServiceClient Connect(string storage) =>
        Directory.Exists(storage) ? new BlobServiceClient(StoragePorts.Of(storage, isRunning: true).ConnectionString)
        : Uri.TryCreate(storage, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new BlobServiceClient(address, new DefaultAzureCredential())
        : OfConnectionString(storage);

    private static BlobServiceClient OfConnectionString(string text)
    {
        try
        {
            return new BlobServiceClient(text);
        }
        catch (FormatException)
        {
            throw new Failure("--storage is neither a connection string, nor an address, nor the data directory of a system on this machine.");
        }
    }
}
