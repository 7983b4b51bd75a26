using System.Globalization;
using Azure.Data.Tables;
using Pulso.Encoding;
using Pulso.Measures;

namespace Pulso.Bench.Naive;

/// <summary>A cell as a row. The histograms' buckets are one column together: a row may not have as many as they are.</summary>
internal static class CellColumns
{
    private const int FirstBucket = 4_096;
    private const string Buckets = "buckets";

    public static TableEntity New(string partition, string row, Dimensions dimensions) => new(partition, row)
    {
        ["channel"] = dimensions.Channel,
        ["direction"] = dimensions.Direction,
        ["queue"] = dimensions.Queue,
        ["reason"] = dimensions.Reason,
        ["priority"] = dimensions.Priority,
    };

    public static void Add(TableEntity row, Tally tally)
    {
        foreach (var (code, value) in tally.Between(0, FirstBucket))
            row[Column(code)] = (row.GetInt64(Column(code)) ?? 0) + value;
        var buckets = Decode(row.GetBinary(Buckets));
        foreach (var (code, value) in tally.Between(FirstBucket, int.MaxValue))
            buckets.Add(code, value);
        var writer = new ByteWriter();
        buckets.Encode(writer);
        row[Buckets] = writer.ToArray();
    }

    public static CellKey Key(TableEntity row)
    {
        string[] interval = row.PartitionKey.Split('.');
        return new CellKey(
            DateOnly.ParseExact(interval[0], "yyyyMMdd", CultureInfo.InvariantCulture),
            long.Parse(interval[1], CultureInfo.InvariantCulture),
            new Dimensions(
                row.GetString("channel"), row.GetString("direction"), row.GetString("queue"), row.GetString("reason"),
                row.GetString("priority")));
    }

    public static Tally Tally(TableEntity row)
    {
        var tally = Decode(row.GetBinary(Buckets));
        foreach (var counter in Counter.All)
            tally.Add(counter, row.GetInt64(Column(counter.Code)) ?? 0);
        return tally;
    }

    private static Tally Decode(byte[]? bytes)
    {
        if (bytes is null)
            return new Tally();
        var reader = new ByteReader(bytes);
        return Measures.Tally.Decode(ref reader);
    }

    private static string Column(int code) => $"c{code}";
}
