using Pulso.Functions.Storage;
using Pulso.Measures;

namespace Pulso.Functions.Partitions;

/// <summary>What one row of cells holds: figures, and facts beside them.</summary>
public sealed class CellRow(Cells figures, Cells facts, int size = 0)
{
    public CellRow()
        : this(new Cells(), new Cells())
    {
    }

    public Cells Figures => figures;

    public Cells Facts => facts;

    /// <summary>How many bytes both values had when they were last read or packed.</summary>
    public int Size { get; private set; } = size;

    public void Add(CellKey key, Tally tally) => (key.Facet is { IsFact: true } ? facts : figures).Add(key, tally);

    /// <summary>What the row would be with more in it.</summary>
    public CellRow With(IEnumerable<KeyValuePair<CellKey, Tally>> more)
    {
        var row = new CellRow();
        foreach (var (key, tally) in figures.All.Concat(facts.All).Concat(more))
            row.Add(key, tally);
        return row;
    }

    /// <summary>Both values as the row has them; no facts are no value.</summary>
    public (Packed Figures, Packed? Facts) Pack()
    {
        var values = (Figures: Packed.Of(figures.Encode()), Facts: facts.IsEmpty ? (Packed?)null : Packed.Of(facts.Encode()));
        Size = values.Figures.Size + (values.Facts?.Size ?? 0);
        return values;
    }
}
