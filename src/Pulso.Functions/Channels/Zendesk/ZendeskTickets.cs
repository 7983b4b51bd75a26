using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Zendesk;

/// <summary>What happens to tickets.</summary>
internal static class ZendeskTickets
{
    // The actor of automations, triggers and SLA rules.
    private const string Machine = "-1";

    /// <summary>A ticket, and the message by which its requester opened it.</summary>
    public static void Created(ZendeskEvent happened, Translation into)
    {
        string channel = ChannelOf(happened.Detail("via", "channel"));
        string? requester = happened.Detail("requester_id");
        (string, object?)[] contact =
        [
            ("channel", channel), ("customer", into.Own(requester)), ("queue", happened.Detail("group_id")),
            ("priority", Lower(happened.Detail("priority"))), ("reason", Lower(happened.Detail("type"))),
        ];
        string? at = happened.Detail("created_at") ?? happened.Time;
        into.Add("contact.started", $"{happened.Id}/contact.started", at, happened.Subject, contact);
        // What is written in messaging comes as messages of its own.
        if (requester is not null && requester == happened.Detail("submitter_id") && channel is not "chat")
            into.Add("message.received", $"{happened.Subject}/first", at, happened.Subject);
    }

    public static void Changed(ZendeskEvent happened, Translation into)
    {
        string? current = happened.Change("current");
        string? previous = happened.Change("previous");
        switch (happened.Kind)
        {
            case "ticket.status_changed":
                Status(happened, previous?.ToUpperInvariant(), current?.ToUpperInvariant(), into);
                break;
            case "ticket.priority_changed":
                happened.Add("contact.classified", into, ("priority", Lower(current)));
                break;
            case "ticket.type_changed":
            case "ticket.ticket_type_changed":
                happened.Add("contact.classified", into, ("reason", Lower(current)));
                break;
            case "ticket.group_assignment_changed" when previous is null:
                happened.Add("contact.classified", into, ("queue", current));
                break;
            case "ticket.group_assignment_changed":
                happened.Add("contact.transferred", into, ("kind", "cold"), ("toQueue", current), ("queue", current));
                break;
            case "ticket.marked_as_spam":
            case "ticket.merged":
            case "ticket.soft_deleted":
            case "ticket.permanently_deleted":
                happened.Add("contact.closed", into);
                break;
            default:
                into.Ignore(happened.Kind);
                break;
        }
    }

    private static void Status(ZendeskEvent happened, string? previous, string? current, Translation into)
    {
        if (previous is "PENDING")
            happened.Add("contact.resumed", into);
        if (previous is "SOLVED" && current is not "CLOSED")
            happened.Add("contact.reopened", into);
        // Nobody of ours solved what an automation or the requester did.
        string? actor = happened.Detail("actor_id");
        if (current is "SOLVED" && actor is not null && (actor == Machine || actor == happened.Detail("requester_id")))
            happened.Add("contact.resolved", into, ("by", "system"));
        else if (current is "SOLVED")
            happened.Add("contact.resolved", into, ("by", "agent"), ("agent", happened.Detail("assignee_id")));
        else if (current is "CLOSED")
            happened.Add("contact.closed", into);
        else if (current is "PENDING")
            happened.Add("contact.paused", into);
        else if (current is not ("NEW" or "OPEN" or "HOLD"))
            into.Ignore($"status {current}");
    }

    /// <summary>The channel of a ticket, by Zendesk's <c>via.channel</c>.</summary>
    public static string ChannelOf(string? via) => via switch
    {
        "email" => "email",
        "voice" or "phone" or "phone_call_inbound" or "phone_call_outbound" or "voicemail" => "voice",
        "whatsapp" => "whatsapp",
        "chat" or "chat_transcript" or "native_messaging" or "messaging" => "chat",
        "facebook" or "twitter" or "twitter_dm" or "twitter_favorite" or "instagram_dm" or "facebook_messenger" or "any_channel" => "social",
        _ => "helpdesk",
    };

    private static string? Lower(string? word) => word?.ToLowerInvariant();
}
