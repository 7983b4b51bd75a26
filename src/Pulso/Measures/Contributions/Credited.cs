using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Measures.Contributions;

/// <summary>The cells of the agents who have the credit for a contact: each of its counters is theirs in thousandths, as their share is.</summary>
internal readonly record struct Credited(Credit Credit, long Difficulty, TenantSettings Settings, Cells Cells)
{
    public static Credited Of(Contact contact, TenantSettings settings, Cells cells) =>
        new(Credit.Of(contact, settings.At(contact.StartedMs).AgentCredit), contact.Difficulty, settings, cells);

    public void Add(long instantMs, Dimensions dimensions, params (Counter Counter, long Value)[] values)
    {
        foreach (var (agent, thousandths) in Credit.Shares)
        {
            var tally = Cells.At(Settings, instantMs, dimensions, Facet.OfAgent(agent, DifficultyBand.Of(Difficulty)));
            foreach (var (counter, value) in values)
                tally.Add(counter, value * thousandths);
        }
    }
}
