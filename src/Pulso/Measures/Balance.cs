namespace Pulso.Measures;

/// <summary>What has come together by an instant, as cells outside of time: the flows up to it, added up; what is open by its start too.</summary>
public static class Balance
{
    /// <summary>True for cells that are flows of a balance: of what is open, and of customers' worth to date.</summary>
    public static bool Takes(FacetKind kind) => kind is FacetKind.Open or FacetKind.Lifetime;

    /// <summary>The balance after some flows: the one before, and the changes among the cells.</summary>
    public static Cells Of(Cells before, Cells flows)
    {
        var after = new Cells();
        after.Add(before);
        foreach (var (key, tally) in flows.All.Where(cell => Takes(cell.Key.Kind)))
            after.Add(KeyOf(key), tally);
        return after;
    }

    /// <summary>Where a flow is added to in a balance.</summary>
    public static CellKey KeyOf(CellKey flow) => new(default, 0, flow.Dimensions, flow.Facet);
}
