using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.WhatsApp;

/// <summary>WhatsApp Business, Cloud API (docs/vendors/whatsapp.md).</summary>
internal static class WhatsAppWebhook
{
    public static readonly Vendor Vendor = new("whatsapp", VendorKind.Channel, IsSigned, Translate)
    {
        Handshake = Challenge,
        Settings = new HashSet<string> { "queue" },
    };

    /// <summary><c>X-Hub-Signature-256</c>: the HMAC-SHA256 of the body under the app secret, in hexadecimal.</summary>
    private static bool IsSigned(Delivery delivery, string secret, DateTimeOffset now) =>
        Signing.IsHex(delivery.Header("X-Hub-Signature-256"), "sha256=", Signing.Sha256(secret, delivery.Body));

    /// <summary>Meta asks with the verify token before it sends anything; it wants its challenge back.</summary>
    private static string? Challenge(IQueryCollection query, string secret) =>
        query["hub.mode"] == "subscribe" && Signing.IsSecret(query["hub.verify_token"], secret) ? query["hub.challenge"].ToString() : null;

    private static void Translate(Delivery delivery, Translation into)
    {
        var body = delivery.Json();
        if (body.Text("object") != "whatsapp_business_account" || body.At("entry") is not { ValueKind: JsonValueKind.Array })
            into.Refuse("object", "must be whatsapp_business_account, with a list of entries");
        foreach (var change in body.List("entry").SelectMany(entry => entry.List("changes")))
            Translate(change, into);
    }

    private static void Translate(JsonElement change, Translation into)
    {
        if (change.At("value") is not { } value || change.Text("field") is not ("messages" or "smb_message_echoes" or "calls" or "user_preferences"))
        {
            into.Ignore(change.Text("field"));
            return;
        }
        if (into.Required(value, "metadata", "phone_number_id") is not { } number)
            return;
        foreach (var message in value.List("messages"))
            WhatsAppMessages.Received(message, number, into);
        foreach (var status in value.List("statuses"))
            WhatsAppMessages.Receipt(status, number, into);
        foreach (var echo in value.List("message_echoes"))
            WhatsAppMessages.FromApp(echo, number, into);
        foreach (var preference in value.List("user_preferences"))
            WhatsAppPreferences.Add(preference, number, into);
        foreach (var call in value.List("calls"))
            WhatsAppCalls.Add(call, into);
    }
}
