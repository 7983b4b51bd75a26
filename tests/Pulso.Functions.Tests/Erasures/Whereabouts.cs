using Azure.Data.Tables;
using Pulso.Functions.DeadLetters;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Erasures;

/// <summary>Where a text lies.</summary>
internal static class Whereabouts
{
    /// <summary>Every row, blob and dead letter of a tenant that holds a text, unpacked where it is packed.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(string text, Instance instance, LocalStorage storage, TenantSettings tenant)
    {
        var found = new List<string>();
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        foreach (string table in Names.Tables)
        {
            await foreach (var row in instance.Get<TableServiceClient>().GetTableClient(table).QueryAsync<TableEntity>($"PartitionKey ge '{tenant.Tenant}' and PartitionKey lt '{tenant.Tenant}/'"))
            {
                var values = row.Keys.Select(key => row[key]).ToList();
                var packed = values.OfType<byte[]>().Select(raw => table == Names.Partitions ? Packed.Unpack(raw) : raw);
                if (packed.Any(some => some.AsSpan().IndexOf(bytes) >= 0) || values.OfType<string>().Any(value => value.Contains(text, StringComparison.Ordinal)))
                    found.Add($"{table} {row.PartitionKey} {row.RowKey}");
            }
        }
        foreach (string container in Names.Containers.Append(Names.BiContainer(tenant.Tenant)))
        {
            var blobs = storage.Blobs.GetBlobContainerClient(container);
            if (!await blobs.ExistsAsync())
                continue;
            await foreach (var blob in blobs.GetBlobsAsync(prefix: container == Names.BiContainer(tenant.Tenant) ? null : tenant.Tenant))
            {
                byte[] content = (await blobs.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray();
                if (content.AsSpan().IndexOf(bytes) >= 0 || Unpacked(content).AsSpan().IndexOf(bytes) >= 0)
                    found.Add($"{container}/{blob.Name}");
            }
        }
        foreach (var letter in await instance.Get<DeadLetterBox>().AllAsync(tenant.Tenant, CancellationToken.None))
        {
            if (Events.Frame.Encode(letter.Events).AsSpan().IndexOf(bytes) >= 0)
                found.Add($"dead letter {letter.Id}");
        }
        return found;
    }

    private static byte[] Unpacked(byte[] bytes)
    {
        try
        {
            return Brotli.Decompress(bytes);
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            return []; // not packed: it has been looked through as it is
        }
    }
}
