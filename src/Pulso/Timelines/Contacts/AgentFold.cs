using Pulso.Events;

namespace Pulso.Timelines.Contacts;

/// <summary>The agents of a contact: who answered or handled a leg, wrote, or resolved.</summary>
/// <param name="HandleMs">By agent, in the order of their first part, the time of the legs that they handled.</param>
/// <param name="First">Whose part was the first; null where nobody took part.</param>
/// <param name="Last">Whose was the last.</param>
public sealed record AgentsPart(IReadOnlyList<(string Agent, long HandleMs)> HandleMs, string? First, string? Last)
{
    public static readonly AgentsPart None = new([], null, null);
}

/// <summary>Folds the agents' parts. One without a name takes none from those that have one.</summary>
internal sealed class AgentFold
{
    private readonly List<(string Agent, long HandleMs)> handled = [];
    private bool anyUnnamed;
    private string? last;

    public void Apply(Event item)
    {
        if (!IsPart(item))
            return;
        if (item.Text(Field.Agent) is not { } agent)
        {
            anyUnnamed = true;
            return;
        }
        last = agent;
        int place = handled.FindIndex(known => known.Agent == agent);
        if (place < 0)
            handled.Add((agent, HandleMs(item)));
        else
            handled[place] = (agent, handled[place].HandleMs + HandleMs(item));
    }

    public AgentsPart Close() => last is not null ? new AgentsPart(handled, handled[0].Agent, last)
        : anyUnnamed ? new AgentsPart([(Measures.Dimensions.None, 0)], Measures.Dimensions.None, Measures.Dimensions.None)
        : AgentsPart.None;

    private static bool IsPart(Event item) => item.Type == EventTypes.ContactAnswered || item.Type == EventTypes.ContactHandled
        || ((item.Type == EventTypes.MessageSent || item.Type == EventTypes.ContactResolved) && Author.Of(item) == Author.Agent);

    private static long HandleMs(Event item) => item.Type == EventTypes.ContactHandled
        ? (item.Number(Field.Talk) ?? 0) + (item.Number(Field.Hold) ?? 0) + (item.Number(Field.Wrap) ?? 0)
        : 0;
}
