using System.IO.Compression;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Webhooks;

/// <summary>How much is sent, and how its length is told.</summary>
internal static class SizeCases
{
    private const int Mebibyte = 1_048_576;

    private static readonly string Good = Calls.Event("contact.started", "size", "2026-03-02T10:00:00Z");

    public static IEnumerable<Case> All =>
    [
        new("exactly a mebibyte", 202, () => Of(Mebibyte)),
        new("exactly a mebibyte in chunks", 202, () => Of(Mebibyte).Chunked()),
        new("one byte too many", 413, () => Of(Mebibyte + 1)),
        new("one byte too many in chunks", 413, () => Of(Mebibyte + 1).Chunked()),
        new("a million elements", 413, () => Post.Signed($"[{string.Join(',', Enumerable.Repeat('0', 1_000_000))}]", Signed.BatchType)),
        new("unsigned and too large", 413, () => Post.Unsigned(new byte[2 * Mebibyte])),
        new("a Content-Length of more than a mebibyte that nothing follows", 413, () => Of(100).Claiming(5L * Mebibyte)),
        new("a Content-Length of less than the body", 401, () => Post.Signed(Good).Claiming(Good.Length - 10)),
        new("compressed with gzip", 415, () => Compressed("gzip")),
        new("compressed with deflate", 415, () => Compressed("deflate")),
        new("a bomb of gzip", 415, () => Post.Signed(Gzip(new byte[100 * Mebibyte])).With("Content-Encoding", "gzip")),
    ];

    private static Post Of(int bytes) => Post.Signed(Good.PadRight(bytes));

    private static Post Compressed(string encoding) => Post.Signed(Gzip(System.Text.Encoding.UTF8.GetBytes(Good))).With("Content-Encoding", encoding);

    private static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return target.ToArray();
    }
}
