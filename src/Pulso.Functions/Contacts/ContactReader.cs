using Pulso.Events;
using Pulso.Facts;
using Pulso.Functions.Partitions;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;
using Pulso.Timelines.Contacts;
using Pulso.Timelines.Threads;

namespace Pulso.Functions.Contacts;

/// <summary>Reads contacts one by one: those of some days from their facts, the events of one from its timeline.</summary>
public sealed class ContactReader(PartitionStore partitions, TimeProvider clock)
{
    /// <summary>The contacts that are asked for, the latest first, and how many there are of them.</summary>
    internal async Task<(int Total, IReadOnlyList<ContactFact> Page)> ReadAsync(ContactQuery asked, TenantSettings settings, CancellationToken cancel)
    {
        var facts = new Cells();
        var asOf = settings.Calendar.At(asked.Query.FromMs).Date;
        var first = FirstTold(settings) is { } kept && kept > asOf ? kept : asOf;
        await partitions.FactsAsync(
            settings, first, settings.Calendar.At(asked.Query.ToMs - 1).Date,
            (key, tally) =>
            {
                if (key.Kind == FacetKind.Contact && asked.Query.Includes(key) && asked.Matches(key))
                    facts.Add(key, tally);
            },
            cancel);
        var contacts = ContactFacts.Of(facts.InOrder).Where(asked.Takes)
            .OrderByDescending(contact => contact.StartedMs).ThenBy(contact => contact.Contact, StringComparer.Ordinal).ToList();
        return (contacts.Count, [.. contacts.Skip(asked.Offset).Take(asked.Limit)]);
    }

    /// <summary>One contact and its events in contract order; null where nothing is known of it.</summary>
    internal async Task<(ContactFact Contact, IReadOnlyList<Event> Events)?> FindAsync(string id, TenantSettings settings, CancellationToken cancel)
    {
        var named = ThreadSubject.Read(id);
        var key = named is { } of ? new TimelineKey(TimelineKind.Thread, of.Thread) : new TimelineKey(TimelineKind.Contact, id);
        if (await partitions.ReadTimelineAsync(settings, key, cancel) is not { } timeline)
            return null;
        var events = named is { } part
            ? ThreadCut.Of(timeline.Events, timeline.ReachedMs, settings).Contacts.FirstOrDefault(contact => contact.StartedMs == part.InstantMs)?.Events
            : (IReadOnlyList<Event>)[.. timeline.Events];
        var cell = timeline.Added.InOrder.Where(cell => cell.Key.Facet is { Kind: FacetKind.Contact } facet && facet.Second == id).Take(1).ToList();
        if (events is null || cell.Count == 0 || cell[0].Key.Date < FirstTold(settings))
            return null;
        return (ContactFact.Read(cell[0].Key, cell[0].Value, await OfCustomerAsync(cell[0].Key, settings, cancel)), events);
    }

    /// <summary>The first business day whose contacts are told one by one; null where all are.</summary>
    private DateOnly? FirstTold(TenantSettings settings) =>
        settings.Retention.FirstOfContacts(settings.Calendar.At(clock.GetUtcNow().ToUnixTimeMilliseconds()).Date);

    /// <summary>What the customer's timeline tells of a contact.</summary>
    private async Task<Tally?> OfCustomerAsync(CellKey contact, TenantSettings settings, CancellationToken cancel)
    {
        Tally? found = null;
        await partitions.FactsAsync(
            settings, contact.Date, contact.Date,
            (key, tally) =>
            {
                if (key.Facet is { Kind: FacetKind.Contact } facet && facet.First == contact.Facet!.First && ContactFact.IsOfCustomer(facet))
                    found = tally;
            },
            cancel);
        return found;
    }
}
