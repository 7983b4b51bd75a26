using Pulso.Measures;

namespace Pulso.Functions.Storage;

/// <summary>The cells of one row: those of a business day whose intervals lie in one part of the UTC day: figures in a quarter, facts in an hour.</summary>
/// <remarks>Large enough that a backlog writes few rows, small enough that a live event rewrites little. Who reads figures reads no facts.</remarks>
public readonly record struct CellBlock(DateOnly Date, int Part, bool HoldsFacts = false) : IComparable<CellBlock>
{
    private const long HourMs = 3_600_000L;
    private const long QuarterMs = 6 * HourMs;

    public static CellBlock Of(CellKey cell) => cell.Facet is { IsFact: true }
        ? new(cell.Date, (int)(cell.IntervalMs / HourMs % 24), HoldsFacts: true)
        : new(cell.Date, (int)(cell.IntervalMs / QuarterMs % 4));

    public int CompareTo(CellBlock other) => (Date, HoldsFacts, Part).CompareTo((other.Date, other.HoldsFacts, other.Part));
}
