using System.Globalization;
using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Zendesk;

/// <summary>Zendesk's event webhooks: tickets and messaging (docs/vendors/zendesk.md).</summary>
internal static class ZendeskWebhook
{
    public static readonly Vendor Vendor = new("zendesk", VendorKind.Channel, IsSigned, Translate);

    private const string TypePrefix = "zen:event-type:";

    /// <summary>The signature of a body: HMAC-SHA256 over timestamp and body under the secret's text, nothing in between.</summary>
    internal static byte[] Sign(string secret, string timestamp, byte[] body) => Signing.Sha256(secret, Signing.Bytes(timestamp), body);

    private static bool IsSigned(Delivery delivery, string secret, DateTimeOffset now) =>
        delivery.Header("X-Zendesk-Webhook-Signature-Timestamp") is { } timestamp
        && Signing.IsBase64(delivery.Header("X-Zendesk-Webhook-Signature"), "", Sign(secret, timestamp, delivery.Body))
        && DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
        && Signing.IsFresh(instant, now);

    private static void Translate(Delivery delivery, Translation into)
    {
        var body = delivery.Json();
        string? type = body.Text("type");
        if (type is null || !type.StartsWith(TypePrefix, StringComparison.Ordinal))
        {
            into.Ignore("trigger"); // the body of a trigger is what the administrator wrote: nobody can know it
            return;
        }
        string kind = type[TypePrefix.Length..];
        if (!kind.StartsWith("ticket.", StringComparison.Ordinal) && kind != "messaging_ticket.message_added")
            into.Ignore(kind);
        else if (into.Required(body, "detail", "id") is { } ticket && into.Required(body, "id") is { } id)
            Translate(new ZendeskEvent(kind, id, into.Own(ticket)!, body), into);
    }

    private static void Translate(ZendeskEvent happened, Translation into)
    {
        switch (happened.Kind)
        {
            case "ticket.created":
                ZendeskTickets.Created(happened, into);
                break;
            case "ticket.comment_added":
                ZendeskMessages.Comment(happened, into);
                break;
            case "messaging_ticket.message_added":
                ZendeskMessages.Message(happened, into);
                break;
            default:
                ZendeskTickets.Changed(happened, into);
                break;
        }
    }
}

/// <summary>An event of Zendesk's.</summary>
/// <param name="Kind">Its type without the prefix that all have.</param>
/// <param name="Subject">The ticket.</param>
internal sealed record ZendeskEvent(string Kind, string Id, string Subject, JsonElement Body)
{
    public string? Time => Body.Text("time");

    /// <summary>The ticket after the event.</summary>
    public string? Detail(params ReadOnlySpan<string> path) => Body.At("detail") is { } detail ? detail.Text(path) : null;

    /// <summary>What changed.</summary>
    public string? Change(params ReadOnlySpan<string> path) => Body.At("event") is { } change ? change.Text(path) : null;

    public void Add(string type, Translation into, params IEnumerable<(string, object?)> fields) =>
        into.Add(type, $"{Id}/{type}", Time, Subject, fields);
}
