using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;
using Pulso.Timelines.Forecasts;

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
        var cells = new Cells();
        var contacts = new List<CountedContact>();
        var askings = new List<CountedAsking>();
        var ofCustomers = new Dictionary<string, List<Event>>();
        var agents = new List<(TimelineKey, IReadOnlyList<Event>)>();
        foreach (var ofKey in archived.GroupBy(frame => frame.Key, frame => frame.Event))
        {
            // Ticks are apart before anything else: they share no identity with events, and only the latest matters.
            long? reachedMs = ofKey.Where(item => item.Type == EventTypes.TimeReached).Max(item => (long?)item.TimeMs);
            var events = InOrder(Distinct(ofKey.Where(item => item.Type != EventTypes.TimeReached))).ToList();
            var surveys = events.Where(item => item.Type.About == About.Survey).ToList();
            var others = events.Where(item => item.Type.About == About.Contact).ToList();
            var sales = events.Where(item => item.Type == EventTypes.SaleRecorded).ToList();
            switch (ofKey.Key.Kind)
            {
                case TimelineKind.Contact:
                    var contact = others.Count == 0 ? null : new CountedContact(ofKey.Key, others, settings, null)
                    {
                        KnownMs = Math.Max(events[^1].TimeMs, reachedMs ?? long.MinValue),
                    };
                    if (contact is not null)
                        contacts.Add(contact);
                    askings.AddRange(CountedAsking.AllOf(surveys, contact));
                    CountedSale.AddAll(sales, contact, settings, cells);
                    break;
                case TimelineKind.Thread:
                    var thread = new CountedThread(ofKey.Key.Name, others, surveys, events.Select(item => item.TimeMs).LastOrDefault(long.MinValue), reachedMs, settings);
                    foreach (var sale in sales)
                        CountedSale.AddAll([sale], thread.ContactAt(sale), settings, cells);
                    contacts.AddRange(thread.Contacts);
                    askings.AddRange(thread.Askings);
                    break;
                case TimelineKind.Alone:
                    askings.AddRange(CountedAsking.OfNoContact(surveys));
                    CountedPrevention.AddAll(events, settings, cells);
                    break;
                case TimelineKind.Customer:
                    ofCustomers.Add(ofKey.Key.Name, events);
                    break;
                case TimelineKind.Tenant:
                    CountedCost.AddAll(events, settings, cells);
                    CountedForecast.AddAll(ForecastWeek.Of(ofKey.Key), events, settings, cells);
                    break;
                case TimelineKind.Agent:
                    agents.Add((ofKey.Key, events));
                    break;
                default:
                    break;
            }
        }
        foreach (var contact in contacts)
            CountedVariant.Count(contact.Variant, cells, contact.AddTo);
        foreach (var asking in askings)
            CountedVariant.Count(asking.Variant, cells, own => asking.AddTo(own, settings));
        CountedCustomer.AddAll(contacts, cells);
        CountedWorth.AddAll(contacts, ofCustomers, settings, cells);
        CountedCase.AddAll(contacts, cells);
        CountedAgent.AddAll(agents, cells, settings);
        return cells.Trim();
    }

    /// <summary>One event per source and id; of several contents the ordinally lowest encoding stays.</summary>
    private static IEnumerable<Event> Distinct(IEnumerable<Event> events) => events
        .GroupBy(item => item.Id)
        .Select(same => same.Aggregate((lowest, item) => item.Encoded.SequenceCompareTo(lowest.Encoded) < 0 ? item : lowest));

    /// <summary>Event time first, then the contract's table of types, then the hash of source and id.</summary>
    private static IOrderedEnumerable<Event> InOrder(IEnumerable<Event> events) =>
        events.OrderBy(item => item.TimeMs).ThenBy(item => item.Type.Rank).ThenBy(item => item.Id);
}
