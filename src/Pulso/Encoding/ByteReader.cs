using System.Buffers.Binary;

namespace Pulso.Encoding;

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">Any read past the end, or of a number that cannot have been written.</exception>
public ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>The offset of the next byte.</summary>
    public int Position { get; private set; }

    public readonly bool AtEnd => Position == bytes.Length;

    public byte Byte() => Raw(1)[0];

    public int Count()
    {
        ulong value = Unsigned();
        return value <= int.MaxValue ? (int)value : throw new InvalidDataException("a count is out of range");
    }

    public ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        throw new InvalidDataException("a number has no end");
    }

    public long Signed()
    {
        ulong value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public UInt128 Hash() => BinaryPrimitives.ReadUInt128BigEndian(Raw(16));

    public string Text() => System.Text.Encoding.UTF8.GetString(Block());

    public ReadOnlySpan<byte> Block() => Raw(Count());

    public ReadOnlySpan<byte> Raw(int size)
    {
        if (size > bytes.Length - Position)
            throw new InvalidDataException("the bytes end too early");
        var part = bytes.Slice(Position, size);
        Position += size;
        return part;
    }
}
