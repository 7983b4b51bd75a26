using Pulso.Events;
using Pulso.Functions.Generations;
using Pulso.Functions.Partitions;
using Pulso.Functions.Tenants;
using Pulso.Functions.Vendors;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions.Erasures;

/// <summary>Takes customers out: a rebuild puts random pseudonyms in the place of theirs, in the archive as in the figures.</summary>
public sealed class Erasure(TenantDirectory tenants, RebuildStates states, Rebuild rebuild, ErasureStore erasures, PartitionStore partitions, PseudonymKeys keys)
{
    /// <param name="customers">Their keys as they were sent.</param>
    /// <returns>The generation that will be without them; null while another rebuild is under way.</returns>
    public async Task<int?> BeginAsync(TenantSettings settings, IReadOnlyList<string> customers, CancellationToken cancel)
    {
        string tenant = settings.Tenant;
        if (await tenants.ReadAsync(tenant, cancel) is not { Generations: { Building: null } book })
            return null;
        int generation = book.Last + 1;
        var of = keys.Of(settings);
        var pseudonyms = customers.SelectMany(key => new[] { key.Trim(), CustomerKey.Of(key) }).Select(of.For).ToHashSet();
        var all = pseudonyms.Concat(await ThreadsOfAsync(settings, pseudonyms, cancel));
        await erasures.AskAsync(tenant, generation, all.Select(pseudonym => keys.AllOf(tenant).Wrap(pseudonym, settings.Generation.Keys)), cancel);
        await erasures.NoteContactsAsync(tenant, generation, await ContactsOfAsync(settings, pseudonyms, cancel), cancel);
        var state = await rebuild.StartAsync(settings, null, null, cancel);
        // Somebody else's rebuild may have been faster, and have read some of the archive already.
        return state.Generation == generation && (await states.FindAsync(tenant, generation, cancel)).State?.Phase == RebuildPhase.Following ? generation : null;
    }

    /// <summary>The hashes of all contacts that ever told these customers of themselves: what is said in their surveys was said by these customers.</summary>
    private async Task<IReadOnlyList<UInt128>> ContactsOfAsync(TenantSettings settings, HashSet<string> customers, CancellationToken cancel)
    {
        var contacts = new List<UInt128>();
        foreach (string customer in customers)
        {
            var timeline = await partitions.ReadTimelineAsync(settings, new TimelineKey(TimelineKind.Customer, customer), cancel);
            contacts.AddRange(timeline?.Events.Where(item => item.Type.IsDerived).Select(told => told.Id) ?? []);
        }
        return contacts;
    }

    /// <summary>The conversations without end that are these customers': their pseudonyms hold the customer's key too.</summary>
    private async Task<IReadOnlyCollection<string>> ThreadsOfAsync(TenantSettings settings, HashSet<string> customers, CancellationToken cancel)
    {
        var threads = new System.Collections.Concurrent.ConcurrentBag<string>();
        await partitions.TimelinesAsync(settings, TimelineKind.Thread, timeline =>
        {
            if (timeline.Events.Any(item => item.Text(Field.Customer) is { } customer && customers.Contains(customer)))
                threads.Add(timeline.Key.Name);
        }, cancel);
        return threads;
    }
}
