using Pulso.Functions.Bi;
using Pulso.Measures;

namespace Pulso.Functions.Verification;

/// <summary>One counter that is not what the archive says.</summary>
public sealed record Difference(
    string Date, string Interval, string Channel, string Direction, string Queue, string Reason, string Priority, string Facet,
    string Counter, long Figure, long Recount)
{
    public static Difference Of(CellKey key, int code, Cells figures, Cells recount) => new(
        CsvFile.Text(key.Date), CsvFile.Instant(key.IntervalMs), key.Dimensions.Channel, key.Dimensions.Direction, key.Dimensions.Queue,
        key.Dimensions.Reason, key.Dimensions.Priority, $"{key.Facet}", NameOf(code), figures.At(key)[code], recount.At(key)[code]);

    /// <summary>A counter's name, or that of a bucket.</summary>
    public static string NameOf(int code) => Measures.Counter.WithCode(code)?.Name ?? $"bucket {code}";
}
