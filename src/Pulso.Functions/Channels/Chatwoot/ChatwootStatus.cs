using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Chatwoot;

/// <summary>Changes of a conversation's status. Pending is with the bot, snoozed waits, resolved is its end.</summary>
internal static class ChatwootStatus
{
    public static void Add(JsonElement conversation, string subject, string? time, Translation into)
    {
        string? before = conversation.List("changed_attributes").Select(change => change.Text("status", "previous_value"))
            .FirstOrDefault(value => value is not null);
        string? status = conversation.Text("status");
        if (before is "resolved")
            Tell("contact.reopened");
        if (before is "snoozed")
            Tell("contact.resumed");
        switch (status)
        {
            case "resolved":
                string? agent = before is "pending" ? null : conversation.Text("meta", "assignee", "id");
                Tell("contact.resolved", ("by", before is "pending" ? "bot" : agent is null ? "system" : "agent"), ("agent", agent));
                Tell("contact.closed");
                break;
            case "snoozed":
                Tell("contact.paused");
                break;
            case "pending":
                Tell("bot.engaged");
                break;
            case "open" when before is "pending":
                Tell("bot.handed-over");
                break;
            case "open":
                break;
            default:
                into.Ignore($"status {status}");
                break;
        }

        void Tell(string type, params (string, object?)[] data) => into.Add(type, $"{subject}/{type}/{time}", time, subject, data);
    }
}
