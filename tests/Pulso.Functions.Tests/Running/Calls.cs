using Pulso.Events;

namespace Pulso.Functions.Tests.Running;

/// <summary>Contacts for tests that care how events are applied, not what they say.</summary>
internal static class Calls
{
    /// <summary>An answered and solved call of 5 minutes; its instants are seconds after 9:00 UTC of 2 March 2026.</summary>
    public static ContactScript Solved(string subject, double at = 0, string customer = "ana", string queue = "sales", string reason = "bill") =>
        new ContactScript(subject)
            .Started(at, (Field.Channel, "voice"), (Field.Customer, customer), (Field.Queue, queue), (Field.Reason, reason))
            .Queued(at + 1)
            .Answered(at + 15, "eve")
            .Handled(at + 300, (Field.Agent, "eve"), (Field.Talk, 285_000))
            .Resolved(at + 300)
            .Closed(at + 300);

    /// <summary>So many calls of as many customers, some seconds apart.</summary>
    public static IReadOnlyList<ContactScript> Many(int count, string name = "call") =>
        [.. Enumerable.Range(0, count).Select(i => Solved($"{name}-{i}", at: i * 7, customer: $"customer-{i}"))];

    /// <summary>A contact that an agent handled on so many days, each its own rows of cells.</summary>
    public static ContactScript OnDays(string subject, int days)
    {
        var contact = new ContactScript(subject).Started(0, (Field.Channel, "email"), (Field.Customer, "ben"), (Field.Reason, "unknown"));
        for (int day = 0; day < days; day++)
            contact.Handled(day * 86_400, (Field.Agent, "eve"), (Field.Talk, 60_000));
        return contact.Resolved(days * 86_400);
    }

    public static IReadOnlyList<Frame> Frames(this IEnumerable<ContactScript> contacts) => [.. contacts.SelectMany(contact => contact.Frames)];
}
