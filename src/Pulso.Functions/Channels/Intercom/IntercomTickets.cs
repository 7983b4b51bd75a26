using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Intercom;

/// <summary>Tickets: a contact of the help desk each.</summary>
internal static class IntercomTickets
{
    public static void Add(string topic, JsonElement item, string subject, Translation into)
    {
        var parts = IntercomParts.Of(item, "ticket_parts");
        switch (topic)
        {
            case "ticket.created":
                into.Add("contact.started", $"{subject}/started", VendorTime.OfSeconds(item.Text("created_at")), subject, Contact(item, into));
                break;
            case "ticket.state.updated":
                foreach (var part in parts.Where(part => part.Json.Text("previous_ticket_state") is not null))
                    State(part, subject, into);
                break;
            case "ticket.contact.replied":
            case "ticket.admin.replied":
                foreach (var part in parts.Where(part => part.HasText && part.Json.Text("part_type") is "comment" or "assignment"))
                    IntercomParts.Message(part, subject, into);
                break;
            default:
                into.Ignore(topic);
                break;
        }
    }

    private static void State(IntercomPart part, string subject, Translation into)
    {
        string? before = part.Json.Text("previous_ticket_state");
        string? after = part.Json.Text("ticket_state");
        if (before == after)
        {
            into.Ignore("ticket.state unchanged");
            return;
        }
        if (before is "waiting_on_customer")
            Tell("contact.resumed");
        if (before is "resolved")
            Tell("contact.reopened");
        if (after is "resolved")
        {
            Tell("contact.resolved", part.By is null ? [("by", "system")] : part.Author);
            Tell("contact.closed");
        }
        if (after is "waiting_on_customer")
            Tell("contact.paused");

        void Tell(string type, params (string, object?)[] data) => into.Add(type, $"{subject}/{part.Id}/{type}", part.Time, subject, data);
    }

    private static (string, object?)[] Contact(JsonElement item, Translation into) =>
    [
        ("channel", "helpdesk"),
        ("customer", into.Own(item.List("contacts", "contacts").Select(contact => contact.Text("id")).FirstOrDefault())),
        ("queue", item.Text("team_assignee_id") is { } team && team != "0" ? team : null),
        ("reason", item.Text("ticket_type", "name")),
    ];
}
