using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.AmazonConnect;

/// <summary>Amazon Connect: contact events by an EventBridge API destination, and contact records (docs/vendors/amazon-connect.md).</summary>
internal static class ConnectWebhook
{
    public static readonly Vendor Vendor = new("amazon-connect", VendorKind.Channel, IsSigned, Translate);

    /// <summary>EventBridge signs nothing: the API destination sends the secret as its key, token or password.</summary>
    private static bool IsSigned(Delivery delivery, string secret, DateTimeOffset now) => Signing.IsGiven(delivery, secret);

    private static void Translate(Delivery delivery, Translation into)
    {
        var body = delivery.Json();
        foreach (var item in body.ValueKind == JsonValueKind.Array ? body.EnumerateArray().ToList() : [body])
        {
            var record = new ConnectFields(item);
            if (record["AWSContactTraceRecordFormatVersion"] is not null && record["ContactId"] is { } contact)
                ContactRecord.Add(contact, record, into);
            else
                Event(item, into);
        }
    }

    private static void Event(JsonElement item, Translation into)
    {
        var detail = new ConnectFields(item.At("detail") ?? item);
        if (item.Text("detail-type") is { } type && type != "Amazon Connect Contact Event")
            into.Ignore(type);
        else if (detail["contactId"] is { } contact && detail["eventType"] is { } happened)
            ContactEvent.Add(contact, happened, detail, item.Text("time"), into);
        else
            into.Refuse("detail.contactId", "is required, with detail.eventType");
    }
}

/// <summary>The fields of an object of Connect's, whose documentation and deliveries write their names with capitals or without.</summary>
internal sealed class ConnectFields(JsonElement json)
{
    /// <summary>A text; null if it is missing or empty.</summary>
    public string? this[string name] => Find(name) is { } value ? value.Text() : null;

    public decimal? Number(string name) => Find(name) is { } value ? value.Number() : null;

    /// <summary>An instant; null if it is missing, or has not come yet: Connect writes 1970 for that.</summary>
    public string? Time(string name) => this[name] is { } text && !text.StartsWith("1970-01-01T00:00:00", StringComparison.Ordinal) ? text : null;

    /// <summary>True for an instant that is told, and has not come yet.</summary>
    public bool IsNotYet(string name) => this[name] is not null && Time(name) is null;

    /// <summary>An object within; null if it is missing.</summary>
    public ConnectFields? Within(string name) => Find(name) is { ValueKind: JsonValueKind.Object } value ? new ConnectFields(value) : null;

    /// <summary>The last part of an ARN: the id of what it names.</summary>
    public string? Id(string name) => this[name]?.Split('/')[^1];

    private JsonElement? Find(string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }
        return null;
    }
}
