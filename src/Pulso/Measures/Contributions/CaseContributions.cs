using Pulso.Settings;
using Pulso.Timelines.Customers;

namespace Pulso.Measures.Contributions;

/// <summary>What a case adds to the cells, at its first contact: how many contacts it took, and whether the channel changed.</summary>
public static class CaseContributions
{
    /// <param name="contacts">The case's contacts, by start.</param>
    public static void Add(IReadOnlyList<Observation> contacts, TenantSettings settings, Cells cells)
    {
        if (contacts.Count == 0)
            return;
        var tally = cells.At(settings, contacts[0].StartedMs, contacts[0].Dimensions);
        tally.Add(Counter.Cases);
        tally.Add(Counter.CaseContacts, contacts.Count);
        // An unknown channel is no other one.
        var channels = contacts.Select(contact => contact.Dimensions.Channel).Where(channel => channel != Dimensions.None);
        tally.Add(Counter.CasesSwitched, channels.Distinct().Skip(1).Any());
    }
}
