using Pulso.Measures;

namespace Pulso.Functions.Partitions;

/// <summary>The cells of one row: those of a business day whose intervals lie in one quarter of the UTC day, the facts beside the figures.</summary>
/// <remarks>Large enough that a backlog writes few rows, small enough that a live event rewrites little. Who reads figures reads no facts.</remarks>
public readonly record struct CellBlock(DateOnly Date, int Quarter) : IComparable<CellBlock>
{
    private const long QuarterMs = 6 * 3_600_000L;

    public static CellBlock Of(CellKey cell) => new(cell.Date, QuarterOf(cell.IntervalMs));

    /// <summary>The quarter that holds an instant, counted from 1970-01-01T00:00:00Z.</summary>
    public static long QuarterAt(long instantMs) => instantMs / QuarterMs;

    private static int QuarterOf(long instantMs) => (int)(QuarterAt(instantMs) % 4);

    public int CompareTo(CellBlock other) => (Date, Quarter).CompareTo((other.Date, other.Quarter));
}
