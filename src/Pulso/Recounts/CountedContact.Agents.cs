using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Recounts;

internal sealed partial class CountedContact
{
    private Dictionary<string, long>? shares;

    /// <summary>The agents' parts, each with its name where it is told.</summary>
    private IEnumerable<Event> Parts => events.Where(item => item.Type == EventTypes.ContactAnswered || item.Type == EventTypes.ContactHandled
        || ((item.Type == EventTypes.MessageSent || item.Type == EventTypes.ContactResolved) && AuthorOf(item) == "agent"));

    private string Band => LastDifficulty switch { < 750 => "easy", > 1_250 => "hard", _ => "normal" };

    private decimal LastDifficulty => events.Select(item => item.Number(Events.Field.Difficulty)).LastOrDefault(known => known is not null) ?? 1_000;

    /// <summary>Adds to the cells of whoever has the credit for this contact, by thousandths.</summary>
    public void AddCredit(Cells cells, long anchorMs, Dimensions dimensions, params (Counter Counter, bool Counts, long Times)[] values)
    {
        foreach (var (agent, thousandths) in shares ??= Shares())
        {
            var tally = cells.At(settings, anchorMs, dimensions, Facet.OfAgent(agent, Band));
            foreach (var (counter, counts, times) in values)
                tally.Add(counter, counts ? times * thousandths : 0);
        }
    }

    /// <summary>The contact itself, which its agents share.</summary>
    private void AddCredits(Cells cells)
    {
        AddCredit(
            cells, startMs, Dimensions,
            (Counter.Contacts, true, 1), (Counter.Attended, true, 1), (Counter.Transferred, Any(EventTypes.ContactTransferred), 1),
            (Counter.TransfersWarm, true, Transfers("warm")), (Counter.TransfersCold, true, Transfers("cold")),
            (Counter.Misrouted, IsMisrouted(), 1), (Counter.Escalated, WasEscalated, 1));
        if (IsSolved)
            AddCredit(cells, FirstSolvedMs, Dimensions, (Counter.Resolved, true, 1), (Counter.Reopened, WasReopened, 1));
    }

    /// <summary>Whose work an evaluation is about: whom it names, else who took part last.</summary>
    private string EvaluatedAgent(Event evaluation) =>
        evaluation.Text(Field.Agent) ?? Parts.Select(part => part.Text(Field.Agent)).OfType<string>().LastOrDefault(Dimensions.None);

    /// <summary>In thousandths, by the rule in force at the contact's start; agents without a name have none where any has one.</summary>
    private Dictionary<string, long> Shares()
    {
        var named = Parts.Select(item => item.Text(Field.Agent)).OfType<string>().ToList();
        if (!Parts.Any())
            return [];
        if (named.Count == 0)
            return new() { [Dimensions.None] = 1_000 };
        if (version.AgentCredit != CreditRule.Shared)
            return new() { [version.AgentCredit == CreditRule.First ? named[0] : named[^1]] = 1_000 };
        var handled = named.Distinct().ToDictionary(name => name, name => All(EventTypes.ContactHandled)
            .Where(item => item.Text(Field.Agent) == name)
            .Sum(HandleMs));
        return Dealt(handled.Values.All(ms => ms == 0) ? handled.ToDictionary(item => item.Key, _ => 1L) : handled);
    }

    /// <summary>Deals a thousand out one by one, each to whom most of it is still owed.</summary>
    private static Dictionary<string, long> Dealt(Dictionary<string, long> weights)
    {
        Int128 sum = weights.Values.Sum();
        var given = weights.ToDictionary(item => item.Key, _ => 0L);
        for (int left = 1_000; left > 0; left--)
        {
            string next = weights.Keys.Order(StringComparer.Ordinal).MaxBy(name => (1_000 * (Int128)weights[name]) - (given[name] * sum))!;
            given[next]++;
        }
        return given;
    }
}
