using System.Security.Cryptography;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pulso.Functions.Bi.Tables;

namespace Pulso.Functions.Bi;

/// <summary>A CSV file of the container, written row by row: in memory there is a part of it, however long it gets.</summary>
/// <remarks>Its blocks are staged as they fill, and take the file's place together at the end, or never if the very same is there.</remarks>
public sealed class BiUpload : IDisposable
{
    private const int RowsTogether = 64;
    private const int BlockBytes = (2 * 1_048_576) - 131_072; // with the rows that fill it, below the power of two to which a stream grows

    private readonly BlockBlobClient blob;
    private readonly string path;
    private readonly string[] header;
    private readonly string attempt = Guid.NewGuid().ToString("N");
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<string[]> waiting = [];
    private readonly List<string> blocks = [];
    private readonly MemoryStream block = new();

    internal BiUpload(BlockBlobClient blob, BiTable table, string path)
    {
        (this.blob, this.path) = (blob, path);
        Table = table;
        header = [.. table.Columns.Select(column => column.Name)];
        block.Write(System.Text.Encoding.UTF8.Preamble);
        block.Write(CsvFile.Lines([header]));
    }

    public BiTable Table { get; }

    public int Rows { get; private set; }

    /// <summary>True when enough has come together to be sent: <see cref="SendAsync"/> then.</summary>
    public bool IsFull => waiting.Count >= RowsTogether;

    public void Add(string[] row)
    {
        waiting.Add(row);
        Rows++;
    }

    /// <summary>Adds rows, and sends what has come together meanwhile.</summary>
    public async Task AddAsync(IEnumerable<string[]> rows, CancellationToken cancel)
    {
        foreach (string[] row in rows)
        {
            Add(row);
            if (IsFull)
                await SendAsync(cancel);
        }
    }

    public async Task SendAsync(CancellationToken cancel)
    {
        Flush();
        if (block.Length < BlockBytes)
            return;
        await StageAsync(cancel);
    }

    /// <summary>Puts the file in its place, unless the very same is believed to be there.</summary>
    /// <param name="known">The file as it was listed last; null where it was not.</param>
    /// <param name="always">True to write it also if the same is believed to be there.</param>
    public async Task<ManifestFile> CompleteAsync(ManifestFile? known, bool always, DateTimeOffset now, CancellationToken cancel)
    {
        Flush();
        bool isWhole = blocks.Count == 0;
        if (isWhole)
            hash.AppendData(block.GetBuffer().AsSpan(0, (int)block.Length));
        else if (block.Length > 0)
            await StageAsync(cancel);
        string sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (known?.Sha256 == sha256 && !always)
            return known;
        var headers = new BlobHttpHeaders { ContentType = CsvFile.ContentType };
        if (isWhole)
        {
            block.Position = 0;
            await blob.UploadAsync(block, new BlobUploadOptions { HttpHeaders = headers }, cancel);
        }
        else
        {
            await blob.CommitBlockListAsync(blocks, new CommitBlockListOptions { HttpHeaders = headers }, cancel);
        }
        return known?.Sha256 == sha256 ? known : new ManifestFile(path, Rows, sha256, now);
    }

    public void Dispose()
    {
        hash.Dispose();
        block.Dispose();
    }

    private void Flush()
    {
        block.Write(CsvFile.Lines(waiting));
        waiting.Clear();
    }

    private async Task StageAsync(CancellationToken cancel)
    {
        hash.AppendData(block.GetBuffer().AsSpan(0, (int)block.Length));
        string id = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{attempt}{blocks.Count:00000}"));
        block.Position = 0;
        await blob.StageBlockAsync(id, block, cancellationToken: cancel);
        blocks.Add(id);
        block.SetLength(0);
    }
}
