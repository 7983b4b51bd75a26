using Pulso.Alerts;
using Pulso.Events;
using Pulso.Facts;
using Pulso.Measures;
using Pulso.Measures.Contributions;
using Pulso.Sla;
using Pulso.Timelines.Contacts;
using Pulso.Timelines.Customers;
using Pulso.Timelines.Queues;
using Pulso.Timelines.Surveys;

namespace Pulso.Timelines;

internal sealed partial class Folding
{
    private long KnownMs => Math.Max(reachedMs, events[^1].TimeMs);

    /// <summary>A contact, with the surveys and sales that name it.</summary>
    /// <param name="contact">Null where nothing but these is known of it.</param>
    private void AddContact(TimelineKey of, Contact? contact, IEnumerable<Event> its)
    {
        // Apart from the others', for its fact and for the cells of its arm; the only one's are all.
        var own = contact?.Variant is null && cells.IsEmpty ? cells : new Cells();
        var responses = SurveyResponse.Of(its).ToList();
        if (contact is not null)
        {
            ContactContributions.Add(contact, settings, own);
            AddClocks(of, contact, own);
            AddWaits(of, contact);
            Tell(of, contact);
        }
        SurveyContributions.Add(responses, contact, settings, own);
        SaleContributions.Add(its, contact, settings, own);
        var fact = contact is null ? null : ContactFact.Of(of, contact, own);
        if (own != cells)
            cells.AddWithVariant(own, contact?.Variant);
        fact?.Add(settings, cells);
        SurveyFact.Add(of, responses, contact, settings, cells);
    }

    private void AddClocks(TimelineKey of, Contact contact, Cells own)
    {
        var clocks = SlaClock.AllOf(contact, settings, KnownMs);
        SlaContributions.Add(clocks, contact.Dimensions, settings, own);
        SlaFact.Add(of.Name, clocks, contact.Dimensions, settings, cells);
        tellings.AddRange(ClockAlerts.Of(of.Name, clocks, contact.Dimensions).Select(AlertTelling.Of));
        foreach (var clock in clocks)
            Ask(clock.ChangesMs);
    }

    private void AddWaits(TimelineKey of, Contact contact)
    {
        var (told, nextMs) = ContactWaits.Of(of.Hash, contact, settings, KnownMs);
        tellings.AddRange(told);
        Ask(nextMs);
    }

    /// <summary>What its customer's and its case's timelines must know.</summary>
    private void Tell(TimelineKey of, Contact contact)
    {
        bool isNamed = settings.Versions.Any(version => version.Alerting.RepeatedContacts.Count > 0);
        var observation = Observation.Of(of, contact, settings.At(contact.StartedMs).AgentCredit, isNamed).ToEvent();
        if (contact.Customer is { } customer)
            tellings.Add(new Telling(new TimelineKey(TimelineKind.Customer, customer), observation));
        if (contact.CaseId is { } caseId)
            tellings.Add(new Telling(new TimelineKey(TimelineKind.Case, caseId), observation));
    }
}
