using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Timelines;

/// <summary>What a customer's timeline knows of one contact, carried there by a derived event.</summary>
/// <param name="Contact">The hash of the contact's key.</param>
public sealed record Observation(
    UInt128 Contact,
    long StartedMs,
    Dimensions Dimensions,
    long? FirstSolvedMs,
    long? LastSolvedMs,
    bool Reopened,
    bool Escalated)
{
    public static Observation Of(UInt128 key, Contact contact) => new(
        key, contact.StartedMs, contact.Dimensions, contact.FirstSolvedMs, contact.LastSolvedMs, contact.Reopened, contact.Escalated);

    /// <summary>The derived event that says so; of two about one contact the higher version holds.</summary>
    public Event ToEvent(long version)
    {
        var values = new List<FieldValue>
        {
            new(Field.Channel, Dimensions.Channel),
            new(Field.Direction, Dimensions.Direction),
            new(Field.Queue, Dimensions.Queue),
            new(Field.Reason, Dimensions.Reason),
            new(Field.Priority, Dimensions.Priority),
            new(Field.Version, version),
        };
        if (FirstSolvedMs is { } first && LastSolvedMs is { } last)
        {
            values.Add(new(Field.FirstSolved, first));
            values.Add(new(Field.LastSolved, last));
        }
        if (Reopened)
            values.Add(new(Field.Reopened, 1));
        if (Escalated)
            values.Add(new(Field.Escalated, 1));
        return new Event(EventTypes.ContactObserved, StartedMs, Contact, values);
    }

    /// <summary>The derived event that takes a contact away from a customer who turned out not to be its own.</summary>
    public static Event Withdrawal(UInt128 contact, long version) =>
        new(EventTypes.ContactObserved, 0, contact, [new(Field.Version, version), new(Field.Withdrawn, 1)]);

    public static Observation Read(Event item) => new(
        item.Id,
        item.TimeMs,
        new Dimensions(
            item.Text(Field.Channel)!, item.Text(Field.Direction)!, item.Text(Field.Queue)!, item.Text(Field.Reason)!, item.Text(Field.Priority)!),
        item.Number(Field.FirstSolved),
        item.Number(Field.LastSolved),
        item.Is(Field.Reopened),
        item.Is(Field.Escalated));
}
