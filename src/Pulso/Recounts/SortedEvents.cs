using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;
using Pulso.Timelines.Forecasts;

namespace Pulso.Recounts;

/// <summary>The archived events by what they are about. What no other timeline bears on is counted as it comes.</summary>
internal sealed class SortedEvents(TenantSettings settings, Cells cells)
{
    private readonly List<CountedContact> contacts = [];
    private readonly List<CountedAsking> askings = [];
    private readonly Dictionary<string, List<Event>> ofCustomers = [];
    private readonly List<(TimelineKey, IReadOnlyList<Event>)> agents = [];

    public IReadOnlyList<CountedContact> Contacts => contacts;

    public IReadOnlyList<CountedAsking> Askings => askings;

    /// <summary>What was said of each customer, in the contract's order.</summary>
    public IReadOnlyDictionary<string, List<Event>> OfCustomers => ofCustomers;

    public IReadOnlyList<(TimelineKey Key, IReadOnlyList<Event> Events)> Agents => agents;

    /// <param name="all">All events of one key.</param>
    public void Add(TimelineKey key, IReadOnlyList<Event> all)
    {
        // Ticks are apart before anything else: they share no identity with events, and only the latest matters.
        long? reachedMs = all.Where(item => item.Type == EventTypes.TimeReached).Max(item => (long?)item.TimeMs);
        var events = InOrder(Distinct(all.Where(item => item.Type != EventTypes.TimeReached))).ToList();
        switch (key.Kind)
        {
            case TimelineKind.Contact:
                AddContact(key, events, reachedMs);
                break;
            case TimelineKind.Thread:
                AddThread(key, events, reachedMs);
                break;
            case TimelineKind.Alone:
                askings.AddRange(CountedAsking.OfNoContact(Surveys(events)));
                CountedPrevention.AddAll(events, settings, cells);
                break;
            case TimelineKind.Customer:
                ofCustomers.Add(key.Name, events);
                break;
            case TimelineKind.Tenant:
                CountedCost.AddAll(events, settings, cells);
                CountedForecast.AddAll(ForecastWeek.Of(key), events, settings, cells);
                break;
            case TimelineKind.Agent:
                agents.Add((key, events));
                break;
            default:
                break;
        }
    }

    private void AddContact(TimelineKey key, List<Event> events, long? reachedMs)
    {
        var own = AboutContacts(events);
        var contact = own.Count == 0 ? null : new CountedContact(key, own, settings, null) { KnownMs = Math.Max(events[^1].TimeMs, reachedMs ?? long.MinValue) };
        if (contact is not null)
            contacts.Add(contact);
        askings.AddRange(CountedAsking.AllOf(Surveys(events), contact));
        CountedSale.AddAll(Sales(events), contact, settings, cells);
    }

    private void AddThread(TimelineKey key, List<Event> events, long? reachedMs)
    {
        long lastMs = events.Select(item => item.TimeMs).LastOrDefault(long.MinValue);
        var thread = new CountedThread(key.Name, AboutContacts(events), Surveys(events), lastMs, reachedMs, settings);
        foreach (var sale in Sales(events))
            CountedSale.AddAll([sale], thread.ContactAt(sale), settings, cells);
        contacts.AddRange(thread.Contacts);
        askings.AddRange(thread.Askings);
    }

    private static List<Event> AboutContacts(List<Event> events) => events.FindAll(item => item.Type.About == About.Contact);

    private static List<Event> Surveys(List<Event> events) => events.FindAll(item => item.Type.About == About.Survey);

    private static List<Event> Sales(List<Event> events) => events.FindAll(item => item.Type == EventTypes.SaleRecorded);

    /// <summary>One event per source and id; of several contents the ordinally lowest encoding stays.</summary>
    private static IEnumerable<Event> Distinct(IEnumerable<Event> events) => events
        .GroupBy(item => item.Id)
        .Select(same => same.Aggregate((lowest, item) => item.Encoded.SequenceCompareTo(lowest.Encoded) < 0 ? item : lowest));

    /// <summary>Event time first, then the contract's table of types, then the hash of source and id.</summary>
    private static IOrderedEnumerable<Event> InOrder(IEnumerable<Event> events) =>
        events.OrderBy(item => item.TimeMs).ThenBy(item => item.Type.Rank).ThenBy(item => item.Id);
}
