using Pulso.Events;

namespace Pulso.Timelines.Customers;

/// <summary>What a customer last said to being contacted on a channel for a purpose.</summary>
/// <param name="Channel">Null where it was said of none in particular.</param>
/// <param name="IsGiven">False where it was withdrawn.</param>
public sealed record Consent(string? Channel, string? Purpose, bool IsGiven, long SinceMs)
{
    /// <summary>The last word for each channel and purpose, by these.</summary>
    /// <param name="events">A customer's, in contract order.</param>
    public static IReadOnlyList<Consent> AllOf(IEnumerable<Event> events) =>
    [
        .. events.Where(item => item.Type == EventTypes.ConsentGiven || item.Type == EventTypes.ConsentWithdrawn)
            .GroupBy(item => (Channel: item.Text(Field.Channel), Purpose: item.Text(Field.Purpose)))
            .OrderBy(said => said.Key.Channel, StringComparer.Ordinal).ThenBy(said => said.Key.Purpose, StringComparer.Ordinal)
            .Select(said => new Consent(said.Key.Channel, said.Key.Purpose, said.Last().Type == EventTypes.ConsentGiven, said.Last().TimeMs)),
    ];
}
