using System.Text.Json;
using Pulso.Settings;

namespace Pulso.Timelines.Contacts;

/// <summary>Which of a contact's agents it counts for, in thousandths that add up to 1,000; empty where no agent took part.</summary>
public sealed record Credit(IReadOnlyList<(string Agent, long Thousandths)> Shares)
{
    /// <summary>A whole contact.</summary>
    public const long Whole = 1_000;

    private static readonly Credit Nobodys = new([]);

    public static Credit Of(Contact contact, CreditRule rule) => (contact.Agents, rule) switch
    {
        ({ First: null }, _) => Nobodys,
        (_, CreditRule.Shared) => Shared(contact.Agents.HandleMs),
        ({ First: { } first }, CreditRule.First) => new Credit([(first, Whole)]),
        _ => new Credit([(contact.Agents.Last!, Whole)]),
    };

    /// <summary>By handle time, and by the largest remainder so that nothing is lost; alike where nobody handled a leg.</summary>
    /// <remarks>Of equal remainders the name decides: a set of events has no other order.</remarks>
    private static Credit Shared(IReadOnlyList<(string Agent, long HandleMs)> agents)
    {
        long sum = agents.Sum(agent => agent.HandleMs);
        if (sum == 0)
            return Shared([.. agents.Select(agent => (agent.Agent, 1L))]);
        var parts = agents.Select(agent => (agent.Agent, Down: Whole * agent.HandleMs / sum, Remainder: Whole * agent.HandleMs % sum))
            .OrderByDescending(part => part.Remainder).ThenBy(part => part.Agent, StringComparer.Ordinal).ToList();
        long left = Whole - parts.Sum(part => part.Down);
        return new Credit([
            .. parts.Select((part, place) => (part.Agent, Thousandths: part.Down + (place < left ? 1 : 0))).Where(share => share.Thousandths > 0)]);
    }

    /// <summary>The shares as a derived event carries them; null for none.</summary>
    public string? ToText() => Shares.Count == 0 ? null : JsonSerializer.Serialize(Shares.ToDictionary(share => share.Agent, share => share.Thousandths));

    public static Credit Read(string? text) => text is null
        ? Nobodys
        : new Credit([.. JsonSerializer.Deserialize<Dictionary<string, long>>(text)!.Select(share => (share.Key, share.Value))]);
}
