using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Measures.Contributions;

public static partial class ContactContributions
{
    /// <summary>The agents' share: legs and evaluations are whole and their own, the contact itself is by credit.</summary>
    private static void AddAgents(Contact contact, TenantSettings settings, Cells cells)
    {
        string band = DifficultyBand.Of(contact.Difficulty);
        foreach (var leg in contact.AgentLegs)
        {
            var dimensions = contact.Dimensions with { Queue = leg.Queue ?? contact.Dimensions.Queue };
            AddHandling(leg, cells.At(settings, leg.EndedMs, dimensions, Facet.OfAgent(leg.Agent ?? Dimensions.None, band)));
        }
        foreach (var evaluation in contact.Evaluations.Where(evaluation => !evaluation.IsCalibration))
        {
            string agent = evaluation.Agent ?? contact.Agents.Last ?? Dimensions.None;
            AddPoints(evaluation, cells.At(settings, evaluation.TimeMs, contact.Dimensions, Facet.OfAgent(agent, band)));
            foreach (var (name, points) in evaluation.Criteria)
            {
                var facet = Facet.OfAgentCriterion(agent, band, evaluation.Form, evaluation.FormVersion, name);
                AddCriterion(points, cells.At(settings, evaluation.TimeMs, contact.Dimensions, facet));
            }
        }
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
