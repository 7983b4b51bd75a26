using Pulso.Measures;

namespace Pulso.Facts;

/// <summary>Puts the two parts of contacts together, from cells in their order: the customer's part of a contact comes right before its own.</summary>
public sealed class ContactFacts
{
    private KeyValuePair<CellKey, Tally>? ofCustomer;

    /// <param name="inOrder">Cells in order; those of other kinds are passed over.</param>
    public static IEnumerable<ContactFact> Of(IEnumerable<KeyValuePair<CellKey, Tally>> inOrder)
    {
        var contacts = new ContactFacts();
        return inOrder.Select(cell => contacts.Next(cell)).OfType<ContactFact>();
    }

    /// <summary>The contact that the next cell in order completes; null where it completes none.</summary>
    public ContactFact? Next(KeyValuePair<CellKey, Tally> cell)
    {
        if (cell.Key.Facet is not { Kind: FacetKind.Contact } facet)
            return null;
        if (ContactFact.IsOfCustomer(facet))
        {
            ofCustomer = cell;
            return null;
        }
        // Told under other keys, or not yet: a change on its way will bring both together, and the day is then published anew.
        bool isIts = ofCustomer is { } part && part.Key with { Facet = null } == cell.Key with { Facet = null } && part.Key.Facet!.First == facet.First;
        return ContactFact.Read(cell.Key, cell.Value, isIts ? ofCustomer!.Value.Value : null);
    }
}
