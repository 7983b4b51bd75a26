using System.Buffers;
using System.IO.Compression;

namespace Pulso.Cli.Replays;

/// <summary>Canonical events, a line of JSON each, held as one block of bytes.</summary>
internal sealed class EventFile
{
    private static readonly byte[] GzipMagic = [0x1f, 0x8b];

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly List<(int Start, int Length, int Number)> lines = [];

    private EventFile(ReadOnlyMemory<byte> bytes)
    {
        this.bytes = bytes;
        Split();
    }

    public int Count => lines.Count;

    /// <summary>The event at a place, from 0; empty lines count for nothing.</summary>
    public ReadOnlyMemory<byte> this[int index] => bytes.Slice(lines[index].Start, lines[index].Length);

    /// <summary>The number of the line on which an event stands, from 1.</summary>
    public int LineNumber(int index) => lines[index].Number;

    public static EventFile Of(ReadOnlyMemory<byte> ndjson) => new(ndjson);

    /// <summary>Reads a file, compressed or not, whatever its name says.</summary>
    public static async Task<EventFile> ReadAsync(string path, CancellationToken cancel)
    {
        byte[] content = await File.ReadAllBytesAsync(path, cancel);
        if (!content.AsSpan().StartsWith(GzipMagic))
            return new EventFile(content);
        using var unpacked = new MemoryStream(content.Length * 8);
        await using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        await gzip.CopyToAsync(unpacked, cancel);
        return new EventFile(unpacked.GetBuffer().AsMemory(0, (int)unpacked.Length));
    }

    private void Split()
    {
        var all = bytes.Span;
        int start = all.StartsWith(System.Text.Encoding.UTF8.Preamble) ? 3 : 0;
        for (int number = 1; start < all.Length; number++)
        {
            int length = all[start..].IndexOf((byte)'\n');
            int end = length < 0 ? all.Length : start + length;
            var line = all[start..end].Trim(" \t\r"u8);
            if (line.Length > 0)
                lines.Add((start + all[start..end].IndexOf(line[0]), line.Length, number));
            start = end + 1;
        }
    }
}
