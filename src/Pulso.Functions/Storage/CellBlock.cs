using Pulso.Measures;

namespace Pulso.Functions.Storage;

/// <summary>The cells of one row: those of a business day whose intervals lie in one quarter of the UTC day.</summary>
/// <remarks>Large enough that a backlog writes few rows, small enough that a live event rewrites little.</remarks>
public readonly record struct CellBlock(DateOnly Date, int Quarter) : IComparable<CellBlock>
{
    private const long QuarterMs = 6 * 3_600_000L;

    public static CellBlock Of(CellKey cell) => new(cell.Date, (int)(cell.IntervalMs / QuarterMs % 4));

    public int CompareTo(CellBlock other) => Date != other.Date ? Date.CompareTo(other.Date) : Quarter.CompareTo(other.Quarter);
}
