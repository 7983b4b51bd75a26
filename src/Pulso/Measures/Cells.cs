using Pulso.Settings;

namespace Pulso.Measures;

/// <summary>Tallies by cell. Cells form a group: the empty ones are zero, and what was added can be subtracted.</summary>
public sealed partial class Cells
{
    private readonly Dictionary<CellKey, Tally> tallies = [];

    public bool IsEmpty => tallies.Count == 0;

    public int Count => tallies.Count;

    /// <summary>The cells with figures, in order of date, interval and dimensions.</summary>
    public IEnumerable<KeyValuePair<CellKey, Tally>> InOrder => tallies.OrderBy(cell => cell.Key);

    public IEnumerable<KeyValuePair<CellKey, Tally>> All => tallies;

    /// <summary>The tally of a cell, to add to; new ones are empty.</summary>
    public Tally At(CellKey key)
    {
        if (!tallies.TryGetValue(key, out var tally))
            tallies.Add(key, tally = new Tally());
        return tally;
    }

    /// <summary>The tally of the cell that holds an instant.</summary>
    public Tally At(TenantSettings settings, long instantMs, Dimensions dimensions, Facet? facet = null)
    {
        var slot = settings.Calendar.At(instantMs);
        return At(new CellKey(slot.Date, slot.IntervalMs, dimensions, facet));
    }

    public void Add(Cells other, int sign = 1)
    {
        foreach (var (key, tally) in other.tallies)
            Add(key, tally, sign);
    }

    /// <summary>Adds what one contact gives, and once more under its arm of an experiment, where it has one.</summary>
    public void AddWithVariant(Cells own, string? variant)
    {
        Add(own);
        if (variant is null)
            return;
        foreach (var (key, tally) in own.tallies.Where(cell => cell.Key.Kind == FacetKind.Whole))
            Add(key with { Facet = Facet.OfVariant(variant) }, tally);
    }

    public void Add(CellKey key, Tally tally, int sign = 1)
    {
        var mine = At(key);
        mine.Add(tally, sign);
        if (mine.IsEmpty)
            tallies.Remove(key);
    }

    /// <summary>These cells less the other ones.</summary>
    public Cells Minus(Cells other)
    {
        var difference = new Cells();
        difference.Add(this);
        difference.Add(other, -1);
        return difference;
    }

    /// <summary>Takes away the cells without any figure, so that equal cells have equal encodings.</summary>
    public Cells Trim()
    {
        foreach (var key in tallies.Where(cell => cell.Value.IsEmpty).Select(cell => cell.Key).ToArray())
            tallies.Remove(key);
        return this;
    }
}
