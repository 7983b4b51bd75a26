using Pulso.Events;
using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Measures.Contributions;

/// <summary>What issues solved before the customer asked add to the cells, at their instant.</summary>
public static class PreventionContributions
{
    public static void Add(EventSet events, TenantSettings settings, Cells cells)
    {
        foreach (var item in events.Where(item => item.Type == EventTypes.IssuePrevented))
        {
            // What was prevented is a customer's contact: panels that show what is inbound show it too.
            var dimensions = ValueContributions.On(item.Text(Field.Channel) ?? Dimensions.None) with { Reason = item.Text(Field.Reason) ?? Dimensions.None };
            cells.At(settings, item.TimeMs, dimensions).Add(Counter.Prevented);
        }
    }
}
