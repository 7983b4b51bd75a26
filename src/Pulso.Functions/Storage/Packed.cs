namespace Pulso.Functions.Storage;

/// <summary>A row's value as it is written: large ones compressed, since their events and cells name the same things again and again.</summary>
/// <param name="Bytes">A mark, and the value, compressed or not.</param>
/// <param name="RawSize">The size of the value itself.</param>
public readonly record struct Packed(byte[] Bytes, int RawSize)
{
    private const int WorthIt = 16 * 1024;
    private const byte Plain = 0;
    private const byte Compressed = 1;

    /// <summary>The bytes that the row takes, but for its mark.</summary>
    public int Size => Bytes.Length - 1;

    public static Packed Of(byte[] value)
    {
        if (value.Length > WorthIt && Brotli.Compress(value) is var smaller && smaller.Length < value.Length)
            return new Packed([Compressed, .. smaller], value.Length);
        return new Packed([Plain, .. value], value.Length);
    }

    public static byte[] Unpack(byte[] bytes) => bytes[0] == Compressed ? Brotli.Decompress(bytes.AsSpan(1)) : bytes[1..];
}
