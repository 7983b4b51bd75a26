using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Recounts;

/// <summary>Sales in which an agent had a part; all others are in no figure.</summary>
internal static class CountedSale
{
    private static readonly Dimensions OfNoContact = Dimensions.Unknown with { Direction = "inbound" };

    /// <param name="contact">The contact that they name; null where nothing is known of it.</param>
    public static void AddAll(IEnumerable<Event> sales, CountedContact? contact, TenantSettings settings, Cells cells)
    {
        foreach (var sale in sales.Where(sale => sale.Number(Field.Assisted) == 1))
        {
            CountedVariant.Count(
                contact?.Variant, cells, own => Add(sale, contact?.AtStart(own) ?? own.At(settings, sale.TimeMs, OfNoContact), settings));
        }
    }

    public static void Add(Event sale, Tally tally, TenantSettings settings)
    {
        tally.Add(Counter.AssistedSales);
        if (IsForeign(sale, sale.TimeMs, settings))
            tally.Add(Counter.ForeignAmounts);
        else
            tally.Add(Counter.AssistedSalesAmount, sale.Number(Field.Amount) ?? 0);
    }

    /// <summary>True if it names another currency than the one in force at an instant.</summary>
    public static bool IsForeign(Event item, long instantMs, TenantSettings settings) =>
        item.Text(Field.Currency) is { } named && !string.Equals(named, settings.At(instantMs).Currency, StringComparison.OrdinalIgnoreCase);
}
