using Pulso.Events;
using Pulso.Settings;
using Pulso.Timelines.Contacts;
using Pulso.Timelines.Costs;

namespace Pulso.Measures.Contributions;

/// <summary>What sales that an agent assisted add to the cells. A sale is no revenue: that is recorded on its own.</summary>
public static class SaleContributions
{
    /// <summary>Adds the sales that name a contact: at its start and in its dimensions.</summary>
    /// <param name="contact">Null where nothing but sales and surveys is known of it: each sale then lies at its own instant.</param>
    public static void Add(IEnumerable<Event> events, Contact? contact, TenantSettings settings, Cells cells)
    {
        foreach (var sale in Assisted(events))
        {
            var dimensions = contact?.Dimensions ?? ValueContributions.On(Dimensions.None);
            Add(sale, cells.At(settings, contact?.StartedMs ?? sale.TimeMs, dimensions), settings);
        }
    }

    internal static IEnumerable<Event> Assisted(IEnumerable<Event> events) =>
        events.Where(item => item.Type == EventTypes.SaleRecorded && item.Is(Field.Assisted));

    internal static void Add(Event sale, Tally tally, TenantSettings settings)
    {
        bool counts = sale.IsIn(settings.At(sale.TimeMs).Currency);
        tally.Add(Counter.AssistedSales);
        tally.Add(Counter.AssistedSalesAmount, counts ? sale.Number(Field.Amount)!.Value : 0);
        tally.Add(Counter.ForeignAmounts, !counts);
    }
}
