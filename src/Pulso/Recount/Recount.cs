using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Recount;

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
        var contacts = archived
            .Where(frame => frame.Key.Kind == TimelineKind.Contact)
            .GroupBy(frame => frame.Key.Name, frame => frame.Event)
            .Select(ofSubject => InOrder(Distinct(ofSubject)).Where(item => item.Type.About == About.Contact).ToList())
            .Where(events => events.Count > 0)
            .Select(events => new CountedContact(events, settings))
            .ToList();
        var inboundOf = contacts.Where(contact => contact.IsInbound).ToLookup(contact => contact.Customer);

        var cells = new Cells();
        foreach (var contact in contacts)
        {
            contact.AddLegs(cells);
            contact.AddAgentLegs(cells);
            contact.AddContact(cells);
            contact.AddResolution(cells);
            if (contact.IsEligible)
                contact.AddFirstContactResolution(cells, inboundOf[contact.Customer].Any(contact.IsFollowedBy));
        }
        return cells;
    }

    /// <summary>One event per source and id; of several contents the ordinally lowest encoding stays.</summary>
    private static IEnumerable<Event> Distinct(IEnumerable<Event> events) => events
        .GroupBy(item => item.Id)
        .Select(same => same.Aggregate((lowest, item) => item.Encoded.SequenceCompareTo(lowest.Encoded) < 0 ? item : lowest));

    /// <summary>Event time first, then the contract's table of types, then the hash of source and id.</summary>
    private static IOrderedEnumerable<Event> InOrder(IEnumerable<Event> events) =>
        events.OrderBy(item => item.TimeMs).ThenBy(item => item.Type.Rank).ThenBy(item => item.Id);
}
