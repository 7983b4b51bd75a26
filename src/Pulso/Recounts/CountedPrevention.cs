using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Recounts;

/// <summary>Issues that were solved before anybody asked.</summary>
internal static class CountedPrevention
{
    public static void AddAll(IEnumerable<Event> events, TenantSettings settings, Cells cells)
    {
        foreach (var issue in events)
        {
            if (issue.Type != EventTypes.IssuePrevented)
                continue;
            string channel = issue.Text(Field.Channel) ?? Dimensions.None;
            string reason = issue.Text(Field.Reason) ?? Dimensions.None;
            cells.At(settings, issue.TimeMs, Dimensions.Unknown with { Channel = channel, Direction = "inbound", Reason = reason }).Add(Counter.Prevented);
        }
    }
}
