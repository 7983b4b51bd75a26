using System.IO.Compression;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Privacy;

/// <summary>Everything that an app leaves behind: rows of every table, blobs of every container, the queue's file, what it wrote to its console.</summary>
internal static class Traces
{
    /// <summary>Every value with the place where it lies; what is packed is told unpacked too.</summary>
    public static async Task<IReadOnlyList<(string Place, byte[] Bytes)>> OfAsync(RunningApp app)
    {
        var traces = new List<(string, byte[])> { ("log", System.Text.Encoding.UTF8.GetBytes(app.Output)) };
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(app.QueueFile)!, Path.GetFileName(app.QueueFile) + "*"))
            traces.Add((Path.GetFileName(file), await CopyAsync(file)));
        var tables = new TableServiceClient(app.Storage);
        await foreach (var table in tables.GetTableClient("Tables").QueryAsync<TableEntity>(filter: null))
        {
            string name = table.GetString("TableName");
            await foreach (var row in tables.GetTableClient(name).QueryAsync<TableEntity>(filter: null))
                traces.AddRange(row.Keys.SelectMany(key => Of($"{name} {row.PartitionKey} {row.RowKey} {key}", row[key])));
        }
        var blobs = new BlobServiceClient(app.Storage);
        await foreach (var container in blobs.GetBlobContainersAsync())
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container.Name).GetBlobsAsync())
            {
                var content = await blobs.GetBlobContainerClient(container.Name).GetBlobClient(blob.Name).DownloadContentAsync();
                traces.AddRange(Of($"{container.Name}/{blob.Name}", content.Value.Content.ToArray()));
            }
        }
        return traces;
    }

    public static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;

    private static IEnumerable<(string, byte[])> Of(string place, object value)
    {
        yield return (place, System.Text.Encoding.UTF8.GetBytes(place));
        if (value is not byte[] bytes)
        {
            yield return (place, System.Text.Encoding.UTF8.GetBytes($"{value}"));
            yield break;
        }
        yield return (place, bytes);
        foreach (int skipped in new[] { 0, 1 }) // rows begin with a mark that says whether the rest is packed
        {
            if (bytes.Length > skipped && Unpacked(bytes[skipped..]) is { } unpacked)
                yield return (place, unpacked);
        }
    }

    private static byte[]? Unpacked(byte[] bytes)
    {
        using var target = new MemoryStream();
        try
        {
            using var stream = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
            stream.CopyTo(target);
            return target.ToArray();
        }
        catch (InvalidOperationException)
        {
            return null; // not packed: it has been told as it is
        }
    }

    private static async Task<byte[]> CopyAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
