using Pulso.Events;
using Pulso.Settings;
using Pulso.Timelines.Contacts;
using Pulso.Timelines.Costs;
using Pulso.Timelines.Customers;

namespace Pulso.Measures.Contributions;

/// <summary>What a customer's staying, leaving and paying add to the cells: at each event, under the channel of the last contact started by then.</summary>
public static class ValueContributions
{
    public static void Add(Customer customer, EventSet events, TenantSettings settings, Cells cells)
    {
        var first = customer.Contacts.Count == 0 ? null : customer.Contacts[0];
        if (first is not null)
        {
            cells.At(settings, first.StartedMs, first.Dimensions).Add(Counter.CustomersNew);
            cells.At(settings, first.StartedMs, Lifetime(first), Facet.OfLifetime).Add(Counter.CustomersNew);
        }
        long[] recontacts = [.. Recontacts(customer, settings)];
        foreach (var item in events.Where(item => item.Type.About == About.Customer && !item.Type.IsDerived))
        {
            string channel = customer.Contacts.LastOrDefault(contact => contact.StartedMs <= item.TimeMs)?.Dimensions.Channel ?? Dimensions.None;
            Add(item, cells.At(settings, item.TimeMs, On(channel)), recontacts, settings);
            if (item.Type == EventTypes.RevenueRecorded && first is not null && item.IsIn(settings.At(item.TimeMs).Currency))
            {
                // What was paid before the first contact is known of the customer from then on.
                cells.At(settings, Math.Max(first.StartedMs, item.TimeMs), Lifetime(first), Facet.OfLifetime)
                    .Add(Counter.RevenueAmount, item.Number(Field.Amount)!.Value);
            }
        }
    }

    /// <summary>The dimensions of what concerns a customer, and no contact: inbound, so that panels show it.</summary>
    internal static Dimensions On(string channel) => Dimensions.Unknown with { Channel = channel, Direction = Contact.Inbound };

    private static Dimensions Lifetime(Observation first) => Dimensions.Unknown with { Channel = first.Dimensions.Channel };

    private static void Add(Event item, Tally tally, long[] recontacts, TenantSettings settings)
    {
        if (item.Type == EventTypes.CustomerRetained)
        {
            tally.Add(Counter.Retained);
        }
        else if (item.Type == EventTypes.CustomerChurned)
        {
            long fromMs = item.TimeMs - settings.At(item.TimeMs).ChurnWindowMs;
            tally.Add(Counter.Churned);
            tally.Add(Counter.ChurnedAfterRecontact, recontacts.Any(startMs => startMs >= fromMs && startMs < item.TimeMs));
        }
        else if (item.Type == EventTypes.RevenueRecorded)
        {
            bool counts = item.IsIn(settings.At(item.TimeMs).Currency);
            tally.Add(Counter.RevenueAmount, counts ? item.Number(Field.Amount)!.Value : 0);
            tally.Add(Counter.ForeignAmounts, !counts);
        }
        else if (SaleContributions.Assisted([item]).Any())
        {
            SaleContributions.Add(item, tally, settings);
        }
    }

    private static IEnumerable<long> Recontacts(Customer customer, TenantSettings settings)
    {
        var windows = CustomerContributions.WindowsOf(customer, settings);
        return customer.Contacts.Where(contact => contact.IsInbound && windows.Holds(contact)).Select(contact => contact.StartedMs);
    }
}
