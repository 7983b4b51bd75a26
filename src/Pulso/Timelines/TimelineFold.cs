using Pulso.Alerts;
using Pulso.Events;
using Pulso.Facts;
using Pulso.Measures;
using Pulso.Measures.Contributions;
using Pulso.Settings;
using Pulso.Sla;
using Pulso.Timelines.Agents;
using Pulso.Timelines.Contacts;
using Pulso.Timelines.Costs;
using Pulso.Timelines.Customers;
using Pulso.Timelines.Forecasts;
using Pulso.Timelines.Queues;
using Pulso.Timelines.Surveys;
using Pulso.Timelines.Threads;

namespace Pulso.Timelines;

/// <summary>What a timeline's events come to: its contributions, and what others must know of it.</summary>
/// <param name="Tellings">Derived events under version 0: the timeline knows what it has told already.</param>
/// <param name="DueMs">The next instant whose being reached alone would change it; null where none would.</param>
public sealed record TimelineFold(Cells Cells, IReadOnlyList<Telling> Tellings, long? DueMs)
{
    /// <summary>True for what figures come from. All else is archived, and adds to no figure.</summary>
    public static bool IsKept(Frame frame) => frame.Key.Kind switch
    {
        TimelineKind.Contact or TimelineKind.Thread or TimelineKind.Customer or TimelineKind.Case or TimelineKind.Agent or TimelineKind.Queue => true,
        TimelineKind.Tenant => frame.Event.Type == EventTypes.AnnotationAdded || frame.Event.Type == EventTypes.AgentProfiled
            || frame.Event.Type == EventTypes.CostRecorded || frame.Event.Type == EventTypes.ForecastPublished,
        TimelineKind.Alone => frame.Event.Type.About == About.Survey || frame.Event.Type == EventTypes.IssuePrevented,
        _ => false,
    };

    /// <param name="reachedMs">The latest instant known to have been reached.</param>
    public static TimelineFold Of(TimelineKey key, EventSet events, long reachedMs, TenantSettings settings)
    {
        long? dueMs = null;
        var cells = new Cells();
        var tellings = new List<Telling>();
        switch (key.Kind)
        {
            case TimelineKind.Customer:
                var customer = new Customer(Observation.AllOf(events));
                CustomerContributions.Add(customer, settings, cells);
                ValueContributions.Add(customer, events, settings, cells);
                tellings.AddRange(RepeatedContacts.Of(key.Name, customer.Contacts, settings).Select(AlertTelling.Of));
                break;
            case TimelineKind.Case:
                CaseContributions.Add(Observation.AllOf(events), settings, cells);
                break;
            case TimelineKind.Agent when AgentDay.Read(key) is { } day:
                AgentTimeContributions.Add(day.Agent, AgentTime.Of(day, events), settings, cells);
                tellings.AddRange(AgentDays.ToldBy(day, events));
                break;
            case TimelineKind.Agent:
                tellings.AddRange(AgentDays.Answers(key, events));
                break;
            case TimelineKind.Tenant:
                CostContributions.Add(CostRecord.AllOf(events, settings), settings, cells); // annotations and profiles are read as they are
                ForecastContributions.Add(ForecastWeek.Of(key), Forecast.AllOf(events), settings, cells);
                break;
            case TimelineKind.Queue:
                (var silences, dueMs) = QueueDay.Read(key).Judge(events, Math.Max(reachedMs, QueueDay.LastOf(events)), settings);
                tellings.AddRange(silences.Select(AlertTelling.Of));
                break;
            case TimelineKind.Alert:
                break; // an alert is no timeline
            case TimelineKind.Thread:
                var cut = ThreadCut.Of(events, reachedMs, settings);
                dueMs = cut.DueMs;
                foreach (var part in cut.Contacts)
                    Add(ThreadSubject.ContactOf(key.Name, part.StartedMs), ThreadContact.Of(part, cut.Channel, events), part.Events);
                SurveyContributions.Add(SurveyResponse.OfNone(cut.Loose), null, settings, cells);
                SurveyFact.Add(null, SurveyResponse.OfNone(cut.Loose), null, settings, cells);
                SaleContributions.Add(cut.Loose, null, settings, cells);
                break;
            case TimelineKind.Alone:
                SurveyContributions.Add(SurveyResponse.Of(events), null, settings, cells);
                SurveyFact.Add(null, SurveyResponse.Of(events), null, settings, cells);
                PreventionContributions.Add(events, settings, cells);
                break;
            default:
                Add(key, ContactFold.Of(events), events);
                break;
        }
        return new TimelineFold(cells.Trim(), tellings, dueMs);

        void Add(TimelineKey of, Contact? contact, IEnumerable<Event> its)
        {
            var own = contact?.Variant is null && cells.IsEmpty ? cells : new Cells();
            if (contact is not null)
            {
                ContactContributions.Add(contact, settings, own);
                AddClocks(of, contact, own);
                AddWaits(of, contact);
                tellings.AddRange(ToTell(of, contact, settings));
            }
            SurveyContributions.Add(SurveyResponse.Of(its), contact, settings, own);
            SaleContributions.Add(its, contact, settings, own);
            ContactFact? fact = contact is null ? null : ContactFact.Of(of, contact, own);
            if (own != cells)
                cells.AddWithVariant(own, contact?.Variant);
            fact?.Add(settings, cells);
            SurveyFact.Add(of, SurveyResponse.Of(its), contact, settings, cells);
        }

        void AddClocks(TimelineKey of, Contact contact, Cells own)
        {
            var clocks = SlaClock.AllOf(contact, settings, Math.Max(reachedMs, events[^1].TimeMs));
            SlaContributions.Add(clocks, contact.Dimensions, settings, own);
            SlaFact.Add(of.Name, clocks, contact.Dimensions, settings, cells);
            tellings.AddRange(ClockAlerts.Of(of.Name, clocks, contact.Dimensions).Select(AlertTelling.Of));
            dueMs = clocks.Select(clock => clock.ChangesMs).Append(dueMs).Min();
        }

        void AddWaits(TimelineKey of, Contact contact)
        {
            var (told, due) = ContactWaits.Of(of.Hash, contact, settings, Math.Max(reachedMs, events[^1].TimeMs));
            tellings.AddRange(told);
            dueMs = new[] { dueMs, due }.Min();
        }
    }

    private static IEnumerable<Telling> ToTell(TimelineKey key, Contact contact, TenantSettings settings)
    {
        bool isNamed = settings.Versions.Any(version => version.Alerting.RepeatedContacts.Count > 0);
        var observation = Observation.Of(key, contact, settings.At(contact.StartedMs).AgentCredit, isNamed).ToEvent();
        if (contact.Customer is { } customer)
            yield return new Telling(new TimelineKey(TimelineKind.Customer, customer), observation);
        if (contact.CaseId is { } caseId)
            yield return new Telling(new TimelineKey(TimelineKind.Case, caseId), observation);
    }
}
