using Pulso.Measures;

namespace Pulso.Recounts;

/// <summary>Contacts in an experiment count like all others, and once more in the cells of their arm.</summary>
internal static class CountedVariant
{
    public static void Count(string? variant, Cells cells, Action<Cells> count)
    {
        count(cells);
        if (variant is null)
            return;
        var own = new Cells();
        count(own);
        foreach (var (key, tally) in own.All)
        {
            if (key.Facet is null)
                cells.At(new CellKey(key.Date, key.IntervalMs, key.Dimensions, new Facet(FacetKind.Variant, variant, "", "", 0))).Add(tally);
        }
    }
}
