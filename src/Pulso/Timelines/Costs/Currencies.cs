using Pulso.Events;

namespace Pulso.Timelines.Costs;

internal static class Currencies
{
    /// <summary>True if an event's amounts are in a currency; those that name none are in the tenant's.</summary>
    public static bool IsIn(this Event item, string currency) =>
        item.Text(Field.Currency) is not { } own || own.Equals(currency, StringComparison.OrdinalIgnoreCase);
}
