using Azure.Data.Tables;

namespace Pulso.Functions.Storage;

/// <summary>A row that holds one binary value, cut into properties of at most 64 KiB.</summary>
internal static class BinaryRow
{
    /// <summary>The largest value that a row may hold, compressed if that is smaller: below the 1 MiB of an entity also in base64, as Azurite counts it, with room for its keys.</summary>
    public const int Limit = 11 * Chunk;

    private const int Chunk = 64 * 1024;

    /// <exception cref="ValueTooLargeException">The value does not fit a row.</exception>
    public static TableEntity Of(string partition, string row, byte[] value) => Of(partition, row, Packed.Of(value));

    /// <exception cref="ValueTooLargeException">The value does not fit a row.</exception>
    public static TableEntity Of(string partition, string row, Packed value)
    {
        if (value.Size > Limit)
            throw new ValueTooLargeException(row, value.Size);
        var entity = new TableEntity(partition, row);
        byte[] bytes = value.Bytes;
        for (int from = 0, part = 0; from < bytes.Length; from += Chunk, part++)
            entity[Property(part)] = bytes.Length <= Chunk ? bytes : bytes[from..Math.Min(bytes.Length, from + Chunk)];
        return entity;
    }

    public static byte[] Value(TableEntity entity)
    {
        byte[] first = entity.GetBinary(Property(0));
        if (first.Length < Chunk)
            return Packed.Unpack(first);
        var value = new List<byte>(first);
        for (int part = 1; entity.TryGetValue(Property(part), out object? more); part++)
            value.AddRange((byte[])more);
        return Packed.Unpack([.. value]);
    }

    private static string Property(int part) => $"v{part}";
}

/// <summary>A value is larger than a row may be.</summary>
public sealed class ValueTooLargeException(string row, int size)
    : Exception($"row {row} would hold {size} bytes; {BinaryRow.Limit} are allowed");
