using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Recounts;

/// <summary>
/// The figures counted again from nothing but the archived events: the plain reading of the definitions that the cells, kept by
/// adding and subtracting, are verified against. It shares no rule with them, only the vocabulary.
/// </summary>
/// <remarks>Sources: sections 1 and 5 of the contract, and the KPI catalogue. It holds all contacts in memory at once.</remarks>
public static class Recount
{
    /// <param name="archived">Accepted events in any order, repeated or not; derived ones are not among them.</param>
    public static Cells Of(IEnumerable<Frame> archived, TenantSettings settings)
    {
        var cells = new Cells();
        var found = new SortedEvents(settings, cells);
        foreach (var ofKey in archived.GroupBy(frame => frame.Key, frame => frame.Event))
            found.Add(ofKey.Key, [.. ofKey]);
        foreach (var contact in found.Contacts)
            CountedVariant.Count(contact.Variant, cells, contact.AddTo);
        foreach (var asking in found.Askings)
            CountedVariant.Count(asking.Variant, cells, own => asking.AddTo(own, settings));
        CountedCustomer.AddAll(found.Contacts, cells);
        CountedWorth.AddAll(found.Contacts, found.OfCustomers, settings, cells);
        CountedCase.AddAll(found.Contacts, cells);
        CountedAgent.AddAll(found.Agents, cells, settings);
        return cells.Trim();
    }
}
