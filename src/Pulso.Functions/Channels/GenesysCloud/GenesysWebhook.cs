using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.GenesysCloud;

/// <summary>Genesys Cloud: detail events by EventBridge, and detail records of conversations (docs/vendors/genesys-cloud.md).</summary>
internal static class GenesysWebhook
{
    public static readonly Vendor Vendor = new("genesys-cloud", VendorKind.Channel, IsSigned, Translate);

    /// <summary>Nothing is signed on this way: the sender gives the secret as its key, token or password.</summary>
    private static bool IsSigned(Delivery delivery, string secret, DateTimeOffset now) => Signing.IsGiven(delivery, secret);

    private static void Translate(Delivery delivery, Translation into)
    {
        var body = delivery.Json();
        foreach (var item in Items(body))
        {
            var detail = item.At("detail") ?? item;
            if (detail.At("participants") is not null)
                ConversationRecord.Add(detail, into);
            else if (detail.At("eventBody") is { } happened && (detail.Text("topicName") ?? item.Text("detail-type")) is { } topic)
                ConversationEvent.Add(topic, happened, into);
            else
                into.Ignore("(other)");
        }
    }

    /// <summary>One item, a list of them, or the answer of the analytics API.</summary>
    private static IEnumerable<JsonElement> Items(JsonElement body) =>
        body.ValueKind == JsonValueKind.Array ? body.EnumerateArray() : body.At("conversations") is null ? [body] : body.List("conversations");

    /// <summary>The channel of a kind of media.</summary>
    public static string? ChannelOf(string? media, string? messageType = null) => media?.ToLowerInvariant() switch
    {
        "voice" or "callback" => "voice",
        "email" => "email",
        "message" => messageType?.ToLowerInvariant() switch
        {
            "whatsapp" => "whatsapp",
            "facebook" or "twitter" or "instagram" or "line" or "apple" => "social",
            _ => "chat",
        },
        "chat" or "webchat" or "webmessaging" => "chat",
        _ => null,
    };

    /// <summary>A telephone number as other channels write it; nothing for what is none.</summary>
    public static string? Phone(string? address)
    {
        string? number = address?.Replace("tel:", "", StringComparison.Ordinal);
        return number is { Length: > 4 } && number[0] == '+' && number.Skip(1).All(char.IsAsciiDigit) ? number : null;
    }
}
