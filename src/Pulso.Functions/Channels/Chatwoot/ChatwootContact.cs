using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Chatwoot;

/// <summary>What a conversation tells of its contact.</summary>
internal static class ChatwootContact
{
    public static (string, object?)[] Fields(JsonElement conversation, Translation into) =>
    [
        ("channel", Channel(conversation.Text("channel"))),
        ("customer", into.Own(conversation.Text("meta", "sender", "id") ?? conversation.Text("contact_inbox", "contact_id"))),
        ("queue", conversation.Text("inbox_id")),
        ("priority", conversation.Text("priority")),
    ];

    private static string? Channel(string? type) => type switch
    {
        null => null,
        "Channel::Whatsapp" => "whatsapp",
        "Channel::Email" => "email",
        "Channel::Voice" => "voice",
        "Channel::FacebookPage" or "Channel::TwitterProfile" or "Channel::Instagram" or "Channel::Telegram"
            or "Channel::Line" or "Channel::Tiktok" => "social",
        _ => "chat",
    };
}
