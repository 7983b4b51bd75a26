using Pulso.Alerts;
using Pulso.Events;
using Pulso.Facts;
using Pulso.Measures;
using Pulso.Measures.Contributions;
using Pulso.Settings;
using Pulso.Timelines.Agents;
using Pulso.Timelines.Contacts;
using Pulso.Timelines.Costs;
using Pulso.Timelines.Customers;
using Pulso.Timelines.Forecasts;
using Pulso.Timelines.Queues;
using Pulso.Timelines.Surveys;
using Pulso.Timelines.Threads;

namespace Pulso.Timelines;

/// <summary>Folds one timeline: what its kind calls for, into one set of cells and tellings.</summary>
/// <param name="reachedMs">The latest instant known to have been reached.</param>
internal sealed partial class Folding(TimelineKey key, EventSet events, long reachedMs, TenantSettings settings)
{
    private readonly Cells cells = new();
    private readonly List<Telling> tellings = [];
    private long? dueMs;

    public TimelineFold Fold()
    {
        switch (key.Kind)
        {
            case TimelineKind.Contact:
                AddContact(key, ContactFold.Of(events), events);
                break;
            case TimelineKind.Thread:
                AddThread(ThreadCut.Of(events, reachedMs, settings));
                break;
            case TimelineKind.Alone:
                AddSurveys([.. SurveyResponse.Of(events)]);
                PreventionContributions.Add(events, settings, cells);
                break;
            case TimelineKind.Customer:
                AddCustomer(new Customer(Observation.AllOf(events)));
                break;
            case TimelineKind.Case:
                CaseContributions.Add(Observation.AllOf(events), settings, cells);
                break;
            case TimelineKind.Agent:
                AddAgent();
                break;
            case TimelineKind.Queue:
                AddQueue(QueueDay.Read(key));
                break;
            case TimelineKind.Tenant:
                CostContributions.Add(CostRecord.AllOf(events, settings), settings, cells); // annotations and profiles are read as they are
                ForecastContributions.Add(ForecastWeek.Of(key), Forecast.AllOf(events), settings, cells);
                break;
            default:
                break; // an alert is no timeline
        }
        return new TimelineFold(cells.Trim(), tellings, dueMs);
    }

    private void AddThread(ThreadCut cut)
    {
        Ask(cut.DueMs);
        foreach (var part in cut.Contacts)
            AddContact(ThreadSubject.ContactOf(key.Name, part.StartedMs), ThreadContact.Of(part, cut.Channel, events), part.Events);
        AddSurveys([.. SurveyResponse.OfNone(cut.Loose)]);
        SaleContributions.Add(cut.Loose, null, settings, cells);
    }

    /// <summary>Surveys that are about no contact.</summary>
    private void AddSurveys(IReadOnlyList<SurveyResponse> responses)
    {
        SurveyContributions.Add(responses, null, settings, cells);
        SurveyFact.Add(null, responses, null, settings, cells);
    }

    private void AddCustomer(Customer customer)
    {
        CustomerContributions.Add(customer, settings, cells);
        ValueContributions.Add(customer, events, settings, cells);
        tellings.AddRange(RepeatedContacts.Of(key.Name, customer.Contacts, settings).Select(AlertTelling.Of));
    }

    private void AddAgent()
    {
        if (AgentDay.Read(key) is { } day)
        {
            AgentTimeContributions.Add(day.Agent, AgentTime.Of(day, events), settings, cells);
            tellings.AddRange(AgentDays.ToldBy(day, events));
        }
        else
        {
            tellings.AddRange(AgentDays.Answers(key, events));
        }
    }

    private void AddQueue(QueueDay day)
    {
        var (silences, nextMs) = day.Judge(events, Math.Max(reachedMs, QueueDay.LastOf(events)), settings);
        tellings.AddRange(silences.Select(AlertTelling.Of));
        Ask(nextMs);
    }

    /// <summary>Takes an instant that is waited for, if it is the first.</summary>
    private void Ask(long? atMs) => dueMs = dueMs < atMs ? dueMs : atMs ?? dueMs;
}
