using System.Security.Cryptography;
using Pulso.Encoding;
using Pulso.Measures;

namespace Pulso.Functions.Bi;

/// <summary>What a published period is remembered by: the rows of its figures, the sums they were made from, and which figures have changed.</summary>
/// <param name="Rows">The rows of <c>kpi_…</c> as published.</param>
/// <param name="Restated">The rows of <c>fact_restatement</c>.</param>
/// <param name="Reasons">The sums by reason, of a day.</param>
public sealed record KeptFigures(IReadOnlyList<string[]> Rows, Cells Sums, IReadOnlyList<string[]> Restated, Cells Reasons)
{
    private const byte Format = 2;

    public byte[] Encode()
    {
        var writer = new ByteWriter();
        writer.Byte(Format);
        Write(writer, Rows);
        writer.Block(Sums.Encode());
        Write(writer, Restated);
        writer.Block(Reasons.Encode());
        return writer.ToArray();
    }

    public static KeptFigures Decode(byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() is var format && format != Format)
            throw new InvalidDataException($"unknown format {format} of kept figures");
        var rows = Read(ref reader);
        var sums = Cells.Decode(reader.Block());
        return new KeptFigures(rows, sums, Read(ref reader), Cells.Decode(reader.Block()));
    }

    /// <summary>A name that only the same content has.</summary>
    public static string NameOf(byte[] encoded) => Convert.ToHexStringLower(SHA256.HashData(encoded))[..32];

    private static void Write(ByteWriter writer, IReadOnlyList<string[]> rows)
    {
        writer.Count(rows.Count);
        foreach (string[] row in rows)
        {
            writer.Count(row.Length);
            foreach (string value in row)
                writer.Text(value);
        }
    }

    private static List<string[]> Read(ref ByteReader reader)
    {
        var rows = new List<string[]>();
        for (int count = reader.Count(); count > 0; count--)
        {
            var row = new string[reader.Count()];
            for (int i = 0; i < row.Length; i++)
                row[i] = reader.Text();
            rows.Add(row);
        }
        return rows;
    }
}
