using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Intercom;

/// <summary>Conversations. A close resolves: Intercom knows no other end.</summary>
internal static class IntercomConversations
{
    private const int BestRating = 5;

    public static void Add(string topic, JsonElement item, string subject, Translation into)
    {
        var parts = IntercomParts.Of(item, "conversation_parts");
        string at = item.Text("updated_at") ?? "";
        switch (topic)
        {
            case "conversation.user.created":
            case "conversation.contact.created":
                Created(item, subject, into);
                break;
            case "conversation.admin.single.created":
            case "conversation.admin.created":
                into.Add("contact.started", $"{subject}/started", Created(item), subject, [.. Contact(item, into), ("direction", "outbound")]);
                break;
            case "conversation.user.replied":
            case "conversation.contact.replied":
            case "conversation.admin.replied":
            case "conversation.operator.replied":
                foreach (var part in parts.Where(part => part.HasText))
                    IntercomParts.Message(part, subject, into);
                break;
            case "conversation.admin.closed":
            case "conversation.operator.closed":
                Closed(parts.Where(part => part.Json.Text("part_type") is "close" or "close_and_reply").ToList(), at, subject, into);
                break;
            case "conversation.admin.opened":
                into.Add("contact.reopened", $"{subject}/reopened/{at}", VendorTime.OfSeconds(at), subject);
                break;
            case "conversation.admin.snoozed":
                into.Add("contact.paused", $"{subject}/paused/{at}", VendorTime.OfSeconds(at), subject);
                break;
            case "conversation.admin.unsnoozed":
                into.Add("contact.resumed", $"{subject}/resumed/{at}", VendorTime.OfSeconds(at), subject);
                break;
            case "conversation.rating.added":
                Rated(item, subject, into);
                break;
            default:
                into.Ignore(topic);
                break;
        }
    }

    private static void Created(JsonElement item, string subject, Translation into)
    {
        into.Add("contact.started", $"{subject}/started", Created(item), subject, Contact(item, into));
        string? opening = item.Text("source", "id") ?? item.Text("conversation_message", "id");
        into.Add("message.received", $"{subject}/part/{opening}", Created(item), subject, ("messageId", opening));
    }

    private static void Closed(List<IntercomPart> closes, string at, string subject, Translation into)
    {
        foreach (var part in closes)
        {
            if (part.HasText)
                IntercomParts.Message(part, subject, into);
            into.Add("contact.resolved", $"{subject}/resolved/{part.Id}", part.Time, subject, part.By is null ? [("by", "system")] : part.Author);
            into.Add("contact.closed", $"{subject}/closed/{part.Id}", part.Time, subject);
        }
        if (closes.Count == 0)
            into.Add("contact.closed", $"{subject}/closed/{at}", VendorTime.OfSeconds(at), subject);
    }

    /// <summary>The rating that the Messenger asks for: 1 to 5, of this conversation.</summary>
    private static void Rated(JsonElement item, string subject, Translation into)
    {
        if (item.Number("conversation_rating", "rating") is not { } rating)
        {
            into.Ignore("conversation.rating.added");
            return;
        }
        string? at = item.Text("conversation_rating", "updated_at") ?? item.Text("conversation_rating", "created_at");
        into.Add(
            "survey.answered", $"{subject}/rating/{at}", VendorTime.OfSeconds(at), subject,
            ("survey", "intercom-rating"), ("response", $"{subject}/rating"), ("kind", "csat"), ("score", rating), ("min", 1), ("max", BestRating));
    }

    private static string Channel(string? type) => type switch
    {
        "email" or "whatsapp" => type,
        "facebook" or "instagram" or "twitter" => "social",
        "phone_call" => "voice",
        _ => "chat",
    };

    private static string? Created(JsonElement item) => VendorTime.OfSeconds(item.Text("created_at"));

    private static (string, object?)[] Contact(JsonElement item, Translation into) =>
    [
        ("channel", Channel(item.Text("source", "type"))),
        ("customer", into.Own(item.Text("user", "id") ?? item.List("contacts", "contacts").Select(contact => contact.Text("id")).FirstOrDefault())),
        ("queue", item.Text("team_assignee_id") is { } team && team != "0" ? team : null),
        ("priority", item.Text("priority") is "priority" ? "priority" : null),
    ];
}
