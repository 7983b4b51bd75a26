using System.Text;

namespace Pulso.Encoding;

/// <summary>Writes the compact binary form of events, timelines and cells.</summary>
/// <remarks>Integers are LEB128 varints, signed ones zigzag first; text is UTF-8 behind its length in bytes.</remarks>
public sealed class ByteWriter
{
    private byte[] buffer = new byte[256];

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    public void Byte(byte value)
    {
        Reserve(1);
        buffer[Length++] = value;
    }

    public void Count(int value) => Unsigned((ulong)value);

    public void Unsigned(ulong value)
    {
        Reserve(10);
        for (; value >= 0x80; value >>= 7)
            buffer[Length++] = (byte)(value | 0x80);
        buffer[Length++] = (byte)value;
    }

    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Hash(UInt128 value)
    {
        Reserve(16);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(buffer.AsSpan(Length), value);
        Length += 16;
    }

    public void Text(string value)
    {
        int size = System.Text.Encoding.UTF8.GetByteCount(value);
        Count(size);
        Reserve(size);
        Length += System.Text.Encoding.UTF8.GetBytes(value, buffer.AsSpan(Length));
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>The bytes behind their length.</summary>
    public void Block(ReadOnlySpan<byte> bytes)
    {
        Count(bytes.Length);
        Raw(bytes);
    }

    public byte[] ToArray() => buffer.AsSpan(0, Length).ToArray();

    private void Reserve(int more)
    {
        if (Length + more > buffer.Length)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + more));
    }
}
