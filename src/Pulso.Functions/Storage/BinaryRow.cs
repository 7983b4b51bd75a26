using Azure.Data.Tables;

namespace Pulso.Functions.Storage;

/// <summary>A row that holds one binary value, cut into properties of at most 64 KiB.</summary>
internal static class BinaryRow
{
    /// <summary>The largest value that a row may hold: below the 1 MiB of an entity also in base64, as Azurite counts it, with room for its keys.</summary>
    public const int Limit = 11 * Chunk;

    private const int Chunk = 64 * 1024;

    /// <exception cref="ValueTooLargeException">The value does not fit a row.</exception>
    public static TableEntity Of(string partition, string row, byte[] value)
    {
        if (value.Length > Limit)
            throw new ValueTooLargeException(row, value.Length);
        var entity = new TableEntity(partition, row);
        for (int from = 0, part = 0; part == 0 || from < value.Length; from += Chunk, part++)
            entity[Property(part)] = from == 0 && value.Length <= Chunk ? value : value[from..Math.Min(value.Length, from + Chunk)];
        return entity;
    }

    public static byte[] Value(TableEntity entity)
    {
        byte[] first = entity.GetBinary(Property(0));
        if (first.Length < Chunk)
            return first;
        var value = new List<byte>(first);
        for (int part = 1; entity.TryGetValue(Property(part), out object? more); part++)
            value.AddRange((byte[])more);
        return [.. value];
    }

    private static string Property(int part) => $"v{part}";
}

/// <summary>A value is larger than a row may be.</summary>
public sealed class ValueTooLargeException(string row, int size)
    : Exception($"row {row} would hold {size} bytes; {BinaryRow.Limit} are allowed");
