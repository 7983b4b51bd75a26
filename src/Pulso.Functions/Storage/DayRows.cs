using Pulso.Calendars;
using Pulso.Measures;

namespace Pulso.Functions.Storage;

/// <summary>One row of a business day's cells as it is stored.</summary>
/// <param name="Quarter">The quarter of the UTC day, from 0.</param>
/// <param name="Facts">Null where it holds none.</param>
public sealed record DayRow(int Quarter, byte[] Figures, byte[]? Facts);

/// <summary>A business day's rows of all partitions: packed as they are stored, and unpacked a quarter at a time.</summary>
public sealed class DayRows(DateOnly date, BusinessCalendar calendar, IReadOnlyList<DayRow> rows)
{
    private const long QuarterMs = 6 * 3_600_000L;

    /// <summary>The day's cells in order, those of equal keys added up.</summary>
    public IEnumerable<KeyValuePair<CellKey, Tally>> Figures => InOrder(row => row.Figures);

    /// <summary>The day's facts in order.</summary>
    public IEnumerable<KeyValuePair<CellKey, Tally>> Facts => InOrder(row => row.Facts);

    /// <remarks>A business day begins and ends amid quarters of the UTC day, and the first may be of the same name as the last.</remarks>
    private IEnumerable<KeyValuePair<CellKey, Tally>> InOrder(Func<DayRow, byte[]?> valueOf)
    {
        long first = calendar.StartOfDay(date) / QuarterMs;
        long last = (calendar.EndOfDay(date) - 1) / QuarterMs;
        for (long quarter = first; quarter <= last; quarter++)
        {
            var values = rows.Where(row => row.Quarter == quarter % 4).Select(valueOf).OfType<byte[]>().Select(Packed.Unpack);
            foreach (var cell in CellStream.Merge(values))
            {
                if (Math.Clamp(cell.Key.IntervalMs / QuarterMs, first, last) == quarter)
                    yield return cell;
            }
        }
    }
}
