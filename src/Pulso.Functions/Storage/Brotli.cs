using System.Buffers;
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

    public static byte[] Decompress(ReadOnlySpan<byte> bytes)
    {
        using var decoder = new BrotliDecoder();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Math.Max(4 * bytes.Length, 1_024));
        int size = 0;
        try
        {
            while (true)
            {
                var status = decoder.Decompress(bytes, buffer.AsSpan(size), out int read, out int written);
                bytes = bytes[read..];
                size += written;
                if (status == OperationStatus.Done)
                    return buffer[..size];
                if (status != OperationStatus.DestinationTooSmall)
                    throw new InvalidDataException("the compressed bytes are broken");
                byte[] larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
                buffer.AsSpan(0, size).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
