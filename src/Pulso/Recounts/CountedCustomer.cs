using Pulso.Measures;

namespace Pulso.Recounts;

/// <summary>What only all contacts of a customer decide: first contact resolution, and whether a solution lasted.</summary>
internal static class CountedCustomer
{
    public static void AddAll(IReadOnlyList<CountedContact> contacts, Cells cells)
    {
        var inboundOf = contacts.Where(contact => contact.IsInbound && contact.Customer is not null).ToLookup(contact => contact.Customer);
        foreach (var contact in contacts)
        {
            var others = contact.Customer is null ? [] : inboundOf[contact.Customer].Where(other => other != contact).ToList();
            CountedVariant.Count(contact.Variant, cells, own => contact.AddWithOthers(own, others));
        }
    }
}
