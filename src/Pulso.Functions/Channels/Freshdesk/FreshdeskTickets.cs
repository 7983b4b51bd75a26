using Pulso.Functions.Partitions;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Freshdesk;

/// <summary>What happens to tickets.</summary>
internal static class FreshdeskTickets
{
    private const string Pending = "3";
    private const string Resolved = "4";
    private const string Closed = "5";
    private const string WaitingOnCustomer = "6";

    private static readonly string[] Priorities = ["low", "medium", "high", "urgent"];

    public static void Add(string name, string? from, string? to, FreshdeskEvent happened, Translation into)
    {
        switch (name)
        {
            case "ticket_action" when to is "created":
                Tell("contact.started", happened, into, "created", Contact(happened));
                break;
            case "status":
                Status(from, to, happened, into);
                break;
            case "priority" when int.TryParse(to, out int priority) && priority >= 1 && priority <= Priorities.Length:
                Tell("contact.classified", happened, into, $"priority-{from}-{to}", ("priority", Priorities[priority - 1]));
                break;
            case "reply_sent" or "note_type":
                Message(name, to, happened, into);
                break;
            default:
                into.Ignore(name); // not its value: it may be a name
                break;
        }
    }

    private static void Status(string? from, string? to, FreshdeskEvent happened, Translation into)
    {
        string change = $"status-{from}-{to}";
        if (from is Pending or WaitingOnCustomer)
            Tell("contact.resumed", happened, into, change);
        if (from is Resolved or Closed && to is not (Resolved or Closed))
            Tell("contact.reopened", happened, into, change);
        if (to is Resolved)
            Tell("contact.resolved", happened, into, change, Author(happened));
        else if (to is Closed)
            Tell("contact.closed", happened, into, change);
        else if (to is Pending or WaitingOnCustomer)
            Tell("contact.paused", happened, into, change);
    }

    /// <summary>Only agents reply; who wrote a public note is known only where the rule says <c>by</c>.</summary>
    private static void Message(string name, string? kind, FreshdeskEvent happened, Translation into)
    {
        string? by = happened.Lower("by") ?? (name == "reply_sent" ? "agent" : null);
        if (kind is "private" || by is null)
            into.Ignore($"{name} {kind}");
        else if (by is "requester")
            Tell("message.received", happened, into, $"{name}-{kind}");
        else
            Tell("message.sent", happened, into, $"{name}-{kind}", by is "agent" ? Agent(happened) : [("by", "system")]);
    }

    private static (string, object?)[] Author(FreshdeskEvent happened) =>
        happened.Body.Text("agent_id") is not null ? Agent(happened) : happened.Lower("by") is "system" ? [("by", "system")] : [];

    private static (string, object?)[] Agent(FreshdeskEvent happened) => [("by", "agent"), ("agent", happened.Body.Text("agent_id"))];

    private static (string, object?)[] Contact(FreshdeskEvent happened) =>
    [
        ("channel", happened.Lower("ticket_source") is "email" ? "email" : "helpdesk"), ("customer", happened.Lower("requester_email")),
        ("priority", happened.Lower("ticket_priority")), ("reason", happened.Lower("ticket_type")), ("queue", happened.Body.Text("group_id")),
    ];

    private static void Tell(string type, FreshdeskEvent happened, Translation into, string what, params (string, object?)[] data) =>
        into.Add(type, $"{happened.Id(what)}/{type}", happened.Time, happened.Subject, data);
}
