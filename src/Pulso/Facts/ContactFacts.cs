using Pulso.Measures;

namespace Pulso.Facts;

/// <summary>Puts the two parts of contacts together, from cells in their order: the customer's part of a contact comes right before its own.</summary>
public static class ContactFacts
{
    /// <param name="inOrder">Cells in order; those of other kinds are passed over.</param>
    public static IEnumerable<ContactFact> Of(IEnumerable<KeyValuePair<CellKey, Tally>> inOrder)
    {
        KeyValuePair<CellKey, Tally>? ofCustomer = null;
        foreach (var cell in inOrder)
        {
            if (cell.Key.Facet is not { Kind: FacetKind.Contact } facet)
                continue;
            if (ContactFact.IsOfCustomer(facet))
            {
                ofCustomer = cell;
                continue;
            }
            // Told under other keys, or not yet: a change on its way will bring both together, and the day is then published anew.
            bool isIts = ofCustomer is { } part && part.Key with { Facet = null } == cell.Key with { Facet = null } && part.Key.Facet!.First == facet.First;
            yield return ContactFact.Read(cell.Key, cell.Value, isIts ? ofCustomer!.Value.Value : null);
        }
    }
}
