using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Measures.Contributions;

public static partial class ContactContributions
{
    /// <summary>The agents' share: legs and evaluations are whole and their own, the contact itself is by credit.</summary>
    private static void AddAgents(Contact contact, TenantSettings settings, Cells cells)
    {
        string band = DifficultyBand.Of(contact.Difficulty);
        Tally Of(string? agent, long instantMs, string queue) =>
            cells.At(settings, instantMs, contact.Dimensions with { Queue = queue }, Facet.OfAgent(agent ?? Dimensions.None, band));

        foreach (var leg in contact.AgentLegs)
            AddHandling(leg, Of(leg.Agent, leg.EndedMs, leg.Queue ?? contact.Dimensions.Queue));
        foreach (var evaluation in contact.Evaluations.Where(evaluation => !evaluation.IsCalibration))
            AddPoints(evaluation, Of(evaluation.Agent ?? contact.Agents.Last, evaluation.TimeMs, contact.Dimensions.Queue));
        AddCredited(contact, Credited.Of(contact, settings, cells));
    }

    private static void AddCredited(Contact contact, Credited credited)
    {
        credited.Add(
            contact.StartedMs, contact.Dimensions,
            (Counter.Contacts, 1),
            (Counter.Attended, 1),
            (Counter.Transferred, contact.Routing.Transfers > 0 ? 1 : 0),
            (Counter.TransfersWarm, contact.Routing.Warm),
            (Counter.TransfersCold, contact.Routing.Cold),
            (Counter.Misrouted, contact.Routing.Misrouted ? 1 : 0),
            (Counter.Escalated, contact.Resolution.Escalated ? 1 : 0));
        if (contact.Resolution.FirstSolvedMs is { } solvedMs)
            credited.Add(solvedMs, contact.Dimensions, (Counter.Resolved, 1), (Counter.Reopened, contact.Resolution.Reopened ? 1 : 0));
    }
}
