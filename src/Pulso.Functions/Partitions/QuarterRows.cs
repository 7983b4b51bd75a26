using Pulso.Functions.Storage;
using Pulso.Measures;

namespace Pulso.Functions.Partitions;

/// <summary>The rows of a business day in one quarter of the UTC day, of all partitions: packed as they are stored until they are read.</summary>
/// <param name="Rows">Figures, and facts where a row holds any.</param>
/// <param name="IsIts">True for the intervals that are this quarter's: a business day begins and ends amid quarters, and the first may share its row with the last.</param>
public sealed record QuarterRows(IReadOnlyList<(byte[] Figures, byte[]? Facts)> Rows, Func<long, bool> IsIts)
{
    /// <summary>The cells in order, those of equal keys added up.</summary>
    public IEnumerable<KeyValuePair<CellKey, Tally>> Figures => InOrder(Rows.Select(row => row.Figures));

    /// <summary>The facts in order.</summary>
    public IEnumerable<KeyValuePair<CellKey, Tally>> Facts => InOrder(Rows.Select(row => row.Facts).OfType<byte[]>());

    private IEnumerable<KeyValuePair<CellKey, Tally>> InOrder(IEnumerable<byte[]> values) =>
        CellStream.Merge(values.Select(Packed.Unpack)).Where(cell => IsIts(cell.Key.IntervalMs));
}
