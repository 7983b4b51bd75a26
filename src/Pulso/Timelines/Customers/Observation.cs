using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Timelines.Customers;

/// <summary>What other timelines, the customer's and the case's, know of one contact, carried there by a derived event.</summary>
/// <param name="Contact">The hash of the contact's key.</param>
/// <param name="Name">The contact's id, where a rule may have to name it; else null.</param>
/// <param name="Difficulty">In thousandths.</param>
/// <param name="Contained">A bot contained it.</param>
/// <param name="Credit">Which agents it counts for.</param>
public sealed record Observation(
    UInt128 Contact,
    string? Name,
    long StartedMs,
    Dimensions Dimensions,
    long Difficulty,
    long? FirstSolvedMs,
    long? LastSolvedMs,
    bool Reopened,
    bool Escalated,
    bool Contained,
    Credit Credit,
    string? Variant)
{
    public bool IsInbound => Dimensions.Direction == Contacts.Contact.Inbound;

    /// <summary>FCR speaks of it: inbound, and ever solved.</summary>
    public bool IsEligible => IsInbound && LastSolvedMs is not null;

    public static Observation Of(TimelineKey key, Contact contact, CreditRule rule, bool isNamed) => new(
        key.Hash, isNamed ? key.Name : null, contact.StartedMs, contact.Dimensions, contact.Difficulty, contact.Resolution.FirstSolvedMs, contact.Resolution.LastSolvedMs,
        contact.Resolution.Reopened, contact.Resolution.Escalated, contact.IsContained, Credit.Of(contact, rule), contact.Variant);

    /// <summary>The derived event that says so, under version 0; of two about one contact the higher version holds.</summary>
    public Event ToEvent()
    {
        var values = new List<FieldValue>
        {
            new(Field.Channel, Dimensions.Channel),
            new(Field.Direction, Dimensions.Direction),
            new(Field.Queue, Dimensions.Queue),
            new(Field.Reason, Dimensions.Reason),
            new(Field.Priority, Dimensions.Priority),
            new(Field.Difficulty, Difficulty),
        };
        if (Variant is not null)
            values.Add(new(Field.Variant, Variant));
        values.Add(new(Field.Version, 0));
        if (Name is not null)
            values.Add(new(Field.ContactId, Name));
        if (FirstSolvedMs is { } first && LastSolvedMs is { } last)
        {
            values.Add(new(Field.FirstSolved, first));
            values.Add(new(Field.LastSolved, last));
        }
        if (Reopened)
            values.Add(new(Field.Reopened, 1));
        if (Escalated)
            values.Add(new(Field.Escalated, 1));
        if (Contained)
            values.Add(new(Field.Contained, 1));
        if (Credit.ToText() is { } credit)
            values.Add(new(Field.Credit, credit));
        return new Event(EventTypes.ContactObserved, StartedMs, Contact, values);
    }

    public static Observation Read(Event item) => new(
        item.Id,
        item.Text(Field.ContactId),
        item.TimeMs,
        new Dimensions(
            item.Text(Field.Channel)!, item.Text(Field.Direction)!, item.Text(Field.Queue)!, item.Text(Field.Reason)!, item.Text(Field.Priority)!),
        item.Number(Field.Difficulty)!.Value,
        item.Number(Field.FirstSolved),
        item.Number(Field.LastSolved),
        item.Is(Field.Reopened),
        item.Is(Field.Escalated),
        item.Is(Field.Contained),
        Credit.Read(item.Text(Field.Credit)),
        item.Text(Field.Variant));

    /// <summary>The contacts that a timeline has been told of and that were not withdrawn, by start.</summary>
    public static IReadOnlyList<Observation> AllOf(EventSet events) => [
        .. events.Where(item => item.Type == EventTypes.ContactObserved && !item.Is(Field.Withdrawn)).Select(Read)];
}
