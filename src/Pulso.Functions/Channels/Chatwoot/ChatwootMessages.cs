using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Chatwoot;

/// <summary>Messages of a conversation. Texts are not read.</summary>
internal static class ChatwootMessages
{
    public static void Add(JsonElement message, JsonElement conversation, string subject, string? time, Translation into)
    {
        if (into.Required(message, "id") is not { } id)
            return;
        string eventId = $"{subject}/message/{id}";
        if (message.IsTrue("private"))
        {
            into.Ignore("message private");
            return;
        }
        switch (message.Text("message_type"))
        {
            case "incoming" or "0":
                into.Add("message.received", eventId, time, subject, [.. Contact(message, conversation, into), ("messageId", id)]);
                break;
            case "outgoing" or "1":
                into.Add("message.sent", eventId, time, subject, [("messageId", id), .. Author(message)]);
                if (IsBot(message))
                    into.Add("bot.engaged", $"{eventId}/bot", time, subject);
                break;
            case "template" or "3": // a greeting, the form for an e-mail address
                into.Add("message.sent", eventId, time, subject, ("messageId", id), ("by", "system"));
                break;
            case var other:
                into.Ignore($"message {other}");
                break;
        }
    }

    /// <summary>Only a user is a person: what has no sender was sent by a rule, and every other kind is a machine.</summary>
    private static (string, object?)[] Author(JsonElement message) => message.Text("sender", "type")?.ToLowerInvariant() switch
    {
        "user" => [("by", "agent"), ("agent", message.Text("sender", "id"))],
        _ => [("by", IsBot(message) ? "bot" : "system")],
    };

    private static bool IsBot(JsonElement message) =>
        message.Text("sender", "type")?.ToLowerInvariant() is "agent_bot" or "agentbot" or "captain_assistant" or "captain::assistant";

    private static (string, object?)[] Contact(JsonElement message, JsonElement conversation, Translation into)
    {
        var fields = ChatwootContact.Fields(conversation, into).ToDictionary(field => field.Item1, field => field.Item2);
        fields["customer"] ??= into.Own(message.Text("contact", "id") ?? message.Text("sender", "id"));
        fields["queue"] ??= message.Text("inbox", "id");
        return [.. fields.Select(field => (field.Key, field.Value))];
    }
}
