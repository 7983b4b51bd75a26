using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Pulso.Functions.Partitions;
using Pulso.Functions.Storage;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Snapshots;

/// <summary>What had come together by each published day's end: the backlog of any instant is the balance of the day before and the flows since.</summary>
public sealed class Balances(BlobServiceClient blobs, PartitionStore partitions, PublishedDays published)
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Names.BalancesContainer);

    private const string NothingOpen = "done-";

    /// <summary>Names a balance by its content; empty for the empty one.</summary>
    public static string NameOf(Cells balance)
    {
        if (balance.IsEmpty)
            return "";
        string hash = Convert.ToHexStringLower(SHA256.HashData(balance.Encode()))[..32];
        return balance.All.Any(cell => cell.Key.Kind == FacetKind.Open) ? hash : NothingOpen + hash;
    }

    /// <summary>True where the balance of that name holds open contacts: they are open on the days after it too, whatever happens there.</summary>
    public static bool HoldsOpen(string name) => name.Length > 0 && !name.StartsWith(NothingOpen, StringComparison.Ordinal);

    /// <summary>What is open when a business day begins.</summary>
    public async Task<Cells> OpeningAsync(TenantSettings settings, DateOnly date, CancellationToken cancel)
    {
        var heads = await partitions.HeadsAsync(settings, cancel);
        return await OpeningAsync(settings, new Ledger(settings.Generation, heads, await published.AllAsync(settings.Tenant, cancel)), date, cancel);
    }

    /// <summary>Writes a day's closing balance.</summary>
    public async Task<string> KeepAsync(string tenant, DateOnly date, Cells balance, CancellationToken cancel)
    {
        string name = NameOf(balance);
        if (name.Length > 0)
            await Blob(tenant, date).UploadAsync(new BinaryData(Brotli.Compress(balance.Encode())), overwrite: true, cancel);
        return name;
    }

    /// <summary>A day's closing balance; null where another one has taken its place.</summary>
    internal async Task<Cells?> ReadAsync(string tenant, PublishedDay day, CancellationToken cancel)
    {
        if (day.Closing.Length == 0)
            return new Cells();
        if (await Blob(tenant, day.Date).FindAsync(cancel) is not { } kept)
            return null;
        var balance = Cells.Decode(Brotli.Decompress(kept.Content.ToMemory().Span));
        return NameOf(balance) == day.Closing ? balance : null;
    }

    internal async Task<Cells> OpeningAsync(TenantSettings settings, Ledger ledger, DateOnly date, CancellationToken cancel)
    {
        var sound = ledger.LastSoundBefore(date);
        var balance = sound is null ? new Cells() : await ReadAsync(settings.Tenant, sound, cancel);
        var from = sound is null || balance is null ? ledger.First : sound.Date.AddDays(1);
        if (from is null || from >= date)
            return balance ?? new Cells();
        var flows = new Cells();
        await partitions.CellsAsync(
            settings, from.Value, date.AddDays(-1),
            (key, tally) =>
            {
                if (Balance.Takes(key.Kind))
                    flows.Add(key, tally);
            },
            cancel);
        return Balance.Of(balance ?? new Cells(), flows);
    }

    private BlobClient Blob(string tenant, DateOnly date) => container.GetBlobClient($"{tenant}/{date:yyyy-MM-dd}");
}
