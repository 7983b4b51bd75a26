using System.IO.Compression;

namespace Pulso.Functions.Storage;

/// <summary>Packs what blobs hold.</summary>
internal static class Brotli
{
    public static byte[] Compress(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var stream = new BrotliStream(target, CompressionLevel.Fastest))
            stream.Write(bytes);
        return target.ToArray();
    }

    public static byte[] Decompress(byte[] bytes)
    {
        using var stream = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var target = new MemoryStream();
        stream.CopyTo(target);
        return target.ToArray();
    }
}
