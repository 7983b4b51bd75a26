using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Intercom;

/// <summary>Intercom's notifications: conversations and tickets (docs/vendors/intercom.md).</summary>
internal static class IntercomWebhook
{
    public static readonly Vendor Vendor = new("intercom", VendorKind.Channel, IsSigned, Translate);

    /// <summary><c>X-Hub-Signature</c>: the HMAC-SHA1 of the body under the app's client secret, in hexadecimal.</summary>
    private static bool IsSigned(Delivery delivery, string secret, DateTimeOffset now) =>
        Signing.IsHex(delivery.Header("X-Hub-Signature"), "sha1=", Signing.Sha1(secret, delivery.Body));

    private static string? Consent(string? topic) => topic switch
    {
        "contact.unsubscribed" or "user.unsubscribed" => "consent.withdrawn",
        "contact.subscribed" => "consent.given",
        _ => null,
    };

    /// <summary>Whether somebody wants Intercom's e-mails; the notification itself is the instant.</summary>
    private static void AddConsent(string type, JsonElement body, Translation into)
    {
        string? customer = body.Text("data", "item", "contact", "id") ?? body.Text("data", "item", "id");
        if (customer is null)
            into.Refuse("data.item.id", "is required");
        else if (into.Required(body, "id") is { } id)
            into.Add(type, id, VendorTime.OfSeconds(body.Text("created_at")), null, ("customer", into.Own(customer)), ("channel", "email"), ("purpose", "subscription"));
    }

    private static void Translate(Delivery delivery, Translation into)
    {
        var body = delivery.Json();
        string? topic = body.Text("topic");
        if (Consent(topic) is { } consent)
        {
            AddConsent(consent, body, into);
            return;
        }
        if (topic is null || !(topic.StartsWith("conversation.", StringComparison.Ordinal) || topic.StartsWith("ticket.", StringComparison.Ordinal)))
        {
            into.Ignore(topic);
            return;
        }
        if (into.Required(body, "data", "item", "id") is not { } id)
            return;
        var item = body.At("data", "item")!.Value;
        if (topic.StartsWith("ticket.", StringComparison.Ordinal))
            IntercomTickets.Add(topic, item, into.Own($"ticket-{id}")!, into);
        else
            IntercomConversations.Add(topic, item, into.Own(id)!, into);
    }
}
