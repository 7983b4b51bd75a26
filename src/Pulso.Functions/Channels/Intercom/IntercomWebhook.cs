using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Intercom;

/// <summary>Intercom's notifications: conversations and tickets (docs/vendors/intercom.md).</summary>
internal static class IntercomWebhook
{
    public static readonly Vendor Vendor = new("intercom", VendorKind.Channel, IsSigned, Translate);

    /// <summary><c>X-Hub-Signature</c>: the HMAC-SHA1 of the body under the app's client secret, in hexadecimal.</summary>
    private static bool IsSigned(Delivery delivery, string secret, DateTimeOffset now) =>
        Signing.IsHex(delivery.Header("X-Hub-Signature"), "sha1=", Signing.Sha1(secret, delivery.Body));

    private static void Translate(Delivery delivery, Translation into)
    {
        var body = delivery.Json();
        string? topic = body.Text("topic");
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
