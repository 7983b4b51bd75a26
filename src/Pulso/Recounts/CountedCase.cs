using Pulso.Measures;

namespace Pulso.Recounts;

/// <summary>The contacts of one case.</summary>
internal static class CountedCase
{
    /// <summary>Anchored at the earliest contact's start, in its dimensions.</summary>
    public static void AddAll(IReadOnlyList<CountedContact> contacts, Cells cells)
    {
        foreach (var ofCase in contacts.Where(contact => contact.Case is not null).GroupBy(contact => contact.Case))
        {
            var first = ofCase.OrderBy(contact => contact.StartMs).ThenBy(contact => contact.Key.Hash).First();
            var channels = ofCase.Select(contact => contact.Dimensions.Channel).Where(channel => channel != Dimensions.None).Distinct();
            first.AddCase(cells, ofCase.Count(), channels.Count() > 1);
        }
    }
}
