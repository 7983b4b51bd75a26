using Pulso.Functions.Storage;
using Pulso.Measures;

namespace Pulso.Functions.Partitions;

/// <summary>What one row of cells holds: figures, and facts beside them.</summary>
public sealed class CellRow(Cells figures, Cells facts)
{
    public CellRow()
        : this(new Cells(), new Cells())
    {
    }

    public Cells Figures => figures;

    public Cells Facts => facts;

    public void Add(CellKey key, Tally tally) => (key.Facet is { IsFact: true } ? facts : figures).Add(key, tally);

    /// <summary>Both values as the row has them; no facts are no value.</summary>
    public (Packed Figures, Packed? Facts) Pack() => (Packed.Of(figures.Encode()), facts.IsEmpty ? null : Packed.Of(facts.Encode()));
}
