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
        tally.Add(Counter.CasesSwitched, contacts.Any(contact => contact.Dimensions.Channel != contacts[0].Dimensions.Channel));
    }
}
