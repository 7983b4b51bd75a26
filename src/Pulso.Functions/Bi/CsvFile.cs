using System.Globalization;
using System.Security.Cryptography;
using CsvHelper;
using Pulso.Functions.Bi.Tables;

namespace Pulso.Functions.Bi;

/// <summary>A finished file: the same figures give the same bytes.</summary>
public sealed record CsvFile(string Path, byte[] Bytes, int Rows)
{
    public const string ContentType = "text/csv; charset=utf-8";

    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>UTF-8 with a BOM (Power Query knows UTF-8 only by it), comma, RFC 4180, invariant numbers.</summary>
    public static CsvFile Of(BiTable table, string period, IEnumerable<string[]> rows)
    {
        using var bytes = new MemoryStream();
        bytes.Write(System.Text.Encoding.UTF8.Preamble);
        string[] header = [.. table.Columns.Select(column => column.Name)];
        int lines = Write(bytes, rows.Prepend(header));
        return new CsvFile(table.Path(period), bytes.ToArray(), lines - 1);
    }

    /// <summary>Lines without a header, to be added to a file.</summary>
    public static byte[] Lines(IEnumerable<string[]> rows)
    {
        using var bytes = new MemoryStream();
        Write(bytes, rows);
        return bytes.ToArray();
    }

    private static int Write(MemoryStream bytes, IEnumerable<string[]> rows)
    {
        int count = 0;
        using var csv = CsvWriter.Create(bytes, new CsvWriterOptions(), leaveOpen: true);
        foreach (string[] row in rows)
        {
            csv.WriteRecord(row);
            count++;
        }
        return count;
    }

    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Text(decimal? number) => number?.ToString("0.############", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    public static string Instant(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
