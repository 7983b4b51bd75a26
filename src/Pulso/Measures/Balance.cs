namespace Pulso.Measures;

/// <summary>What is open at an instant, as cells outside of time: the flows up to it, added up by dimensions and start.</summary>
public static class Balance
{
    /// <summary>The balance after some flows: the one before, and the changes among the cells.</summary>
    public static Cells Of(Cells before, Cells flows)
    {
        var after = new Cells();
        after.Add(before);
        foreach (var (key, tally) in flows.All.Where(cell => cell.Key.Kind == FacetKind.Open))
            after.Add(new CellKey(default, 0, key.Dimensions, key.Facet), tally);
        return after;
    }
}
