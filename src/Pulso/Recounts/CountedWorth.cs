using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Recounts;

/// <summary>Customers who came, stayed, left and paid.</summary>
internal static class CountedWorth
{
    private const long DayMs = 86_400_000;

    /// <param name="events">What was said of each customer, in the contract's order.</param>
    public static void AddAll(
        IReadOnlyList<CountedContact> contacts, IReadOnlyDictionary<string, List<Event>> events, TenantSettings settings, Cells cells)
    {
        var contactsOf = contacts.Where(contact => contact.Customer is not null)
            .OrderBy(contact => contact.StartMs).ThenBy(contact => contact.Key.Hash).ToLookup(contact => contact.Customer!);
        foreach (var ofCustomer in contactsOf)
        {
            ofCustomer.First().AtStart(cells).Add(Counter.CustomersNew);
            Worth(ofCustomer.First(), ofCustomer.First().StartMs, settings, cells).Add(Counter.CustomersNew);
        }
        foreach (var (customer, told) in events)
        {
            foreach (var item in told)
                Add(item, [.. contactsOf[customer]], settings, cells);
        }
    }

    private static void Add(Event item, List<CountedContact> contacts, TenantSettings settings, Cells cells)
    {
        string channel = contacts.FindLast(contact => contact.StartMs <= item.TimeMs)?.Dimensions.Channel ?? Dimensions.None;
        var tally = cells.At(settings, item.TimeMs, Dimensions.Unknown with { Channel = channel, Direction = "inbound" });
        switch (item.Type.Name)
        {
            case "customer.retained":
                tally.Add(Counter.Retained);
                break;
            case "customer.churned":
                tally.Add(Counter.Churned);
                tally.Add(Counter.ChurnedAfterRecontact, contacts.Exists(contact => contact.StartMs < item.TimeMs
                    && item.TimeMs - contact.StartMs <= settings.At(item.TimeMs).ChurnWindowDays * DayMs && contact.IsRecontact(contacts)));
                break;
            case "revenue.recorded" when CountedSale.IsForeign(item, item.TimeMs, settings):
                tally.Add(Counter.ForeignAmounts);
                break;
            case "revenue.recorded":
                tally.Add(Counter.RevenueAmount, item.Number(Field.Amount) ?? 0);
                if (contacts.Count > 0)
                    Worth(contacts[0], Math.Max(item.TimeMs, contacts[0].StartMs), settings, cells).Add(Counter.RevenueAmount, item.Number(Field.Amount) ?? 0);
                break;
            case "sale.recorded" when item.Number(Field.Assisted) == 1:
                CountedSale.Add(item, tally, settings);
                break;
            default:
                break;
        }
    }

    /// <summary>Where a customer's worth is kept, by the channel of the first contact.</summary>
    private static Tally Worth(CountedContact first, long instantMs, TenantSettings settings, Cells cells) => cells.At(
        settings, instantMs, Dimensions.Unknown with { Channel = first.Dimensions.Channel }, Facet.OfLifetime);
}
