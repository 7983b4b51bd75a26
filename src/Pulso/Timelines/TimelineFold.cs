using Pulso.Events;
using Pulso.Measures;
using Pulso.Measures.Contributions;
using Pulso.Settings;
using Pulso.Sla;
using Pulso.Timelines.Contacts;
using Pulso.Timelines.Customers;
using Pulso.Timelines.Surveys;
using Pulso.Timelines.Threads;

namespace Pulso.Timelines;

/// <summary>What a timeline's events come to: its contributions, and what others must know of its contacts.</summary>
/// <param name="DueMs">The next instant whose being reached alone would change it; null where none would.</param>
public sealed record TimelineFold(Cells Cells, IReadOnlyList<(TimelineKey To, Observation What)> Observations, long? DueMs)
{
    /// <summary>True for what figures come from. All else is archived, and adds to no figure.</summary>
    public static bool IsKept(Frame frame) => frame.Key.Kind switch
    {
        TimelineKind.Contact or TimelineKind.Thread or TimelineKind.Customer or TimelineKind.Case => true,
        TimelineKind.Tenant => frame.Event.Type == EventTypes.AnnotationAdded,
        TimelineKind.Alone => frame.Event.Type.About == About.Survey,
        _ => false,
    };

    /// <param name="reachedMs">The latest instant known to have been reached.</param>
    public static TimelineFold Of(TimelineKey key, EventSet events, long reachedMs, TenantSettings settings)
    {
        long? dueMs = null;
        var cells = new Cells();
        var observations = new List<(TimelineKey, Observation)>();
        switch (key.Kind)
        {
            case TimelineKind.Customer:
                CustomerContributions.Add(new Customer(Observation.AllOf(events)), settings, cells);
                break;
            case TimelineKind.Case:
                CaseContributions.Add(Observation.AllOf(events), settings, cells);
                break;
            case TimelineKind.Tenant:
                break; // annotations are read as they are
            case TimelineKind.Thread:
                var cut = ThreadCut.Of(events, reachedMs, settings);
                dueMs = cut.DueMs;
                foreach (var part in cut.Contacts)
                    Add(ThreadSubject.ContactOf(key.Name, part.StartedMs), ThreadContact.Of(part, cut.Channel, events), part.Events);
                SurveyContributions.Add(SurveyResponse.OfNone(cut.Loose), null, settings, cells);
                break;
            default:
                Add(key, ContactFold.Of(events), events);
                break;
        }
        return new TimelineFold(cells.Trim(), observations, dueMs);

        void Add(TimelineKey of, Contact? contact, IEnumerable<Event> its)
        {
            if (contact is not null)
            {
                ContactContributions.Add(contact, settings, cells);
                AddClocks(of, contact);
                observations.AddRange(ToTell(of.Hash, contact));
            }
            SurveyContributions.Add(SurveyResponse.Of(its), contact, settings, cells);
        }

        void AddClocks(TimelineKey of, Contact contact)
        {
            var clocks = SlaClock.AllOf(contact, settings, Math.Max(reachedMs, events[^1].TimeMs));
            SlaContributions.Add(clocks, contact.Dimensions, settings, cells);
            SlaFact.Add(of.Name, clocks, contact.Dimensions, settings, cells);
            dueMs = clocks.Select(clock => clock.ChangesMs).Append(dueMs).Min();
        }
    }

    private static IEnumerable<(TimelineKey, Observation)> ToTell(UInt128 key, Contact contact)
    {
        var observation = Observation.Of(key, contact);
        if (contact.Customer is { } customer)
            yield return (new TimelineKey(TimelineKind.Customer, customer), observation);
        if (contact.CaseId is { } caseId)
            yield return (new TimelineKey(TimelineKind.Case, caseId), observation);
    }
}
