using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines.Customers;

namespace Pulso.Alerts;

/// <summary>Finds the contact with which a customer comes for the n-th time within a window.</summary>
internal static class RepeatedContacts
{
    /// <summary>An alert names no more of them: the last ones.</summary>
    private const int MostNamed = 10;

    /// <param name="customer">The pseudonym.</param>
    public static IEnumerable<Alert> Of(string customer, IReadOnlyList<Observation> contacts, TenantSettings settings) =>
        from version in settings.Versions
        from rule in version.Alerting.RepeatedContacts
        from together in contacts.Where(contact => Counts(contact, rule)).GroupBy(contact => rule.SameReason ? contact.Dimensions.Reason : "")
        from found in Found(customer, rule, [.. together.OrderBy(contact => contact.StartedMs).ThenBy(contact => contact.Contact)])
        where settings.At(found.AtMs) == version
        select found;

    private static bool Counts(Observation contact, RepeatedContactRule rule) =>
        contact.IsInbound && (rule.Channel ?? contact.Dimensions.Channel) == contact.Dimensions.Channel
        && !(rule.SameReason && contact.Dimensions.Reason == Dimensions.None);

    /// <summary>The contacts with which so many are reached; those that follow while it is so many add none.</summary>
    private static IEnumerable<Alert> Found(string customer, RepeatedContactRule rule, List<Observation> contacts)
    {
        int first = 0;
        bool before = false;
        for (int i = 0; i < contacts.Count; i++)
        {
            while (contacts[first].StartedMs <= contacts[i].StartedMs - rule.WindowMs)
                first++;
            bool now = i - first + 1 >= rule.Contacts;
            if (now && !before)
                yield return Of(customer, rule, contacts[first..(i + 1)]);
            before = now;
        }
    }

    /// <param name="contacts">Those of the window.</param>
    private static Alert Of(string customer, RepeatedContactRule rule, List<Observation> contacts)
    {
        var contact = contacts[^1];
        return new(AlertKind.Action, contact.StartedMs, $"{rule.Name}\0{customer}\0{EventId.Text(contact.Contact)}")
        {
            Rule = rule.Name,
            Action = rule.Action,
            Owner = rule.Owner,
            Contact = contact.Name,
            Contacts = [.. contacts.TakeLast(MostNamed).Select(one => one.Name).OfType<string>()],
            Customer = customer,
            Channel = contact.Dimensions.Channel.Known(),
            Queue = contact.Dimensions.Queue.Known(),
            Reason = contact.Dimensions.Reason.Known(),
            Value = contacts.Count,
            Expected = rule.Contacts,
        };
    }
}
