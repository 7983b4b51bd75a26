using Azure.Data.Tables;

namespace Pulso.Functions.Storage;

/// <summary>A row that holds one binary value, cut into properties of at most 64 KiB.</summary>
internal static class BinaryRow
{
    /// <summary>The largest value that a row may hold, compressed if that is smaller: below the 1 MiB of an entity also in base64, as Azurite counts it, with room for its keys.</summary>
    public const int Limit = 11 * Chunk;

    private const int Chunk = 64 * 1024;
    private const char First = 'v';
    private const char Second = 'f';

    /// <exception cref="ValueTooLargeException">The value does not fit a row.</exception>
    public static TableEntity Of(string partition, string row, byte[] value) => Of(partition, row, Packed.Of(value));

    /// <exception cref="ValueTooLargeException">The value does not fit a row.</exception>
    public static TableEntity Of(string partition, string row, Packed value) => Of(partition, row, value, beside: null);

    /// <param name="beside">A second value of the same row, which is read apart; null for none.</param>
    /// <exception cref="ValueTooLargeException">Both together do not fit a row.</exception>
    public static TableEntity Of(string partition, string row, Packed value, Packed? beside)
    {
        int size = value.Size + (beside?.Size ?? 0);
        if (size > Limit)
            throw new ValueTooLargeException(row, size);
        var entity = new TableEntity(partition, row);
        Put(entity, First, value.Bytes);
        if (beside is { } second)
            Put(entity, Second, second.Bytes);
        return entity;
    }

    /// <summary>What to select to read the first value alone.</summary>
    public static IReadOnlyList<string> OfValue { get; } = Properties(First);

    /// <summary>What to select to read the second value alone.</summary>
    public static IReadOnlyList<string> OfBeside { get; } = Properties(Second);

    public static byte[] Value(TableEntity entity) => Packed.Unpack(Bytes(entity, First) ?? throw new InvalidDataException($"row {entity.RowKey} has no value"));

    /// <summary>The second value as it is stored; null where the row has none.</summary>
    public static byte[]? Beside(TableEntity entity) => Bytes(entity, Second);

    /// <summary>The first value as it is stored, to be unpacked when it is needed.</summary>
    public static byte[] Stored(TableEntity entity) => Bytes(entity, First) ?? throw new InvalidDataException($"row {entity.RowKey} has no value");

    /// <summary>The bytes of a row's values as they are stored; 0 for one that goes.</summary>
    public static int SizeOf(ITableEntity entity) => entity is TableEntity row ? row.Sum(property => property.Value is byte[] bytes ? bytes.Length : 0) : 0;

    private static void Put(TableEntity entity, char name, byte[] bytes)
    {
        for (int from = 0, part = 0; from < bytes.Length; from += Chunk, part++)
            entity[Property(name, part)] = bytes.Length <= Chunk ? bytes : bytes[from..Math.Min(bytes.Length, from + Chunk)];
    }

    private static byte[]? Bytes(TableEntity entity, char name)
    {
        if (Part(entity, name, 0) is not { } first || first.Length < Chunk)
            return Part(entity, name, 0);
        var parts = new List<byte[]> { first };
        while (Part(entity, name, parts.Count) is { } more)
            parts.Add(more);
        byte[] value = new byte[parts.Sum(part => part.Length)];
        for (int part = 0, from = 0; part < parts.Count; from += parts[part++].Length)
            parts[part].CopyTo(value, from);
        return value;
    }

    // Of a selected property that a row has not, the store tells null.
    private static byte[]? Part(TableEntity entity, char name, int part) => entity.TryGetValue(Property(name, part), out object? value) ? value as byte[] : null;

    private static string Property(char name, int part) => $"{name}{part}";

    private static IReadOnlyList<string> Properties(char name) => ["RowKey", .. Enumerable.Range(0, (Limit / Chunk) + 1).Select(part => Property(name, part))];
}

/// <summary>A value is larger than a row may be.</summary>
public sealed class ValueTooLargeException(string row, int size)
    : Exception($"row {row} would hold {size} bytes; {BinaryRow.Limit} are allowed");
