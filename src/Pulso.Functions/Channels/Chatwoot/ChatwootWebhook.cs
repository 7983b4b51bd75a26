using System.Globalization;
using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Chatwoot;

/// <summary>Chatwoot's webhooks: conversations and messages (docs/vendors/chatwoot.md).</summary>
internal static class ChatwootWebhook
{
    public static readonly Vendor Vendor = new("chatwoot", VendorKind.Channel, IsSigned, Translate);

    /// <summary>
    /// Newer versions sign timestamp and body: <c>X-Chatwoot-Signature</c>, HMAC-SHA256 in hexadecimal. Older ones sign nothing and know
    /// no headers of one's own: the secret is then the parameter <c>secret</c> of the address.
    /// </summary>
    private static bool IsSigned(Delivery delivery, string secret, DateTimeOffset now) =>
        delivery.Header("X-Chatwoot-Signature") is { } signature
            ? delivery.Header("X-Chatwoot-Timestamp") is { } timestamp
                && Signing.IsHex(signature, "sha256=", Signing.Sha256(secret, Signing.Bytes($"{timestamp}."), delivery.Body))
                && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds < 10_000_000_000
                && Signing.IsFresh(DateTimeOffset.FromUnixTimeSeconds(seconds), now)
            : Signing.IsSecret(delivery.Query("secret"), secret);

    private static void Translate(Delivery delivery, Translation into)
    {
        var body = delivery.Json();
        switch (body.Text("event"))
        {
            case "conversation_created" when Subject(body, into) is { } subject:
                into.Add("contact.started", $"{subject}/started", Time(body.Text("created_at")), subject, ChatwootContact.Fields(body, into));
                break;
            case "conversation_status_changed" when Subject(body, into) is { } subject:
                ChatwootStatus.Add(body, subject, Time(body.Text("updated_at")) ?? Time(body.Text("timestamp")), into);
                break;
            case "message_created" when body.At("conversation") is { } conversation && Subject(conversation, into) is { } subject:
                ChatwootMessages.Add(body, conversation, subject, Time(body.Text("created_at")), into);
                break;
            case "message_created":
                into.Refuse("conversation", "is required");
                break;
            case "conversation_created" or "conversation_status_changed":
                break; // refused: it has no id
            case var other:
                into.Ignore(other);
                break;
        }
    }

    private static string? Subject(JsonElement conversation, Translation into) =>
        into.Own(conversation.Text("display_id") ?? into.Required(conversation, "id"));

    /// <summary>Unix seconds, RFC 3339, or <c>2020-03-03 13:05:57 UTC</c>, as object and version have it.</summary>
    private static string? Time(string? text) =>
        VendorTime.OfSeconds(text)
        ?? (text is not null && text.EndsWith(" UTC", StringComparison.Ordinal) ? $"{text[..^4].Replace(' ', 'T')}Z" : text);
}
