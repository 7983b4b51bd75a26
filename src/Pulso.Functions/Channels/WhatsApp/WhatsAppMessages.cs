using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.WhatsApp;

/// <summary>Messages and their receipts: events of the thread between a business number and a customer, which never ends.</summary>
internal static class WhatsAppMessages
{
    public static void Received(JsonElement message, string number, Translation into)
    {
        // A reaction is on a message, and a system message is WhatsApp's own ("the number has changed").
        if (message.Text("type") is "reaction" or "system" or "request_welcome")
            into.Ignore($"message {message.Text("type")}");
        else
            Add("message.received", message, "", CustomerOf(message, "from", into), number, into);
    }

    /// <summary>A message that a person wrote in the WhatsApp Business app beside the API.</summary>
    public static void FromApp(JsonElement echo, string number, Translation into)
    {
        if (echo.Text("type") is "reaction" or "revoke" or "edit")
            into.Ignore($"echo {echo.Text("type")}");
        else
            Add("message.sent", echo, "/sent", CustomerOf(echo, "to", into), number, into, ("by", "agent"));
    }

    public static void Receipt(JsonElement status, string number, Translation into)
    {
        string? type = status.Text("status") switch
        {
            "sent" => "message.sent",
            "delivered" => "message.delivered",
            "read" => "message.read",
            "failed" => "message.failed",
            _ => null,
        };
        if (type is null || status.Text("type") is "call")
            into.Ignore($"{status.Text("type") ?? "status"} {status.Text("status")}");
        else
        {
            (string, object?)[] author = type == "message.sent" ? Author(status) : [];
            Add(type, status, $"/{status.Text("status")}", CustomerOf(status, "recipient_id", into), number, into, author);
        }
    }

    private static void Add(
        string type, JsonElement json, string suffix, string? customer, string number, Translation into, params (string, object?)[] more)
    {
        if (customer is null || into.Required(json, "id") is not { } id)
            return;
        into.Add(
            type, $"{id}{suffix}", VendorTime.OfSeconds(json.Text("timestamp")), null,
            [
                ("thread", $"{number}/{customer}"), ("customer", Phone(customer)), ("channel", "whatsapp"), ("queue", into.Source.Queue),
                ("messageId", id), .. more,
            ]);
    }

    /// <summary>Who sent a message is told by what the business itself passed on with it, and by nothing else.</summary>
    /// <remarks><c>biz_opaque_callback_data</c> as <c>{"by":"agent","agent":"7"}</c>.</remarks>
    private static (string, object?)[] Author(JsonElement status)
    {
        try
        {
            return status.Text("biz_opaque_callback_data") is { } data && JsonSerializer.Deserialize<JsonElement>(data) is var said
                && said.Text("by") is "agent" or "bot" or "system"
                ? [("by", said.Text("by")), ("agent", said.Text("agent"))]
                : [];
        }
        catch (JsonException)
        {
            return []; // the business's own text, for a purpose of its own
        }
    }

    /// <summary>The customer's WhatsApp id: the phone number, or the business-scoped id of one who hides it.</summary>
    private static string? CustomerOf(JsonElement json, string name, Translation into)
    {
        string? customer = json.Text(name) ?? json.Text(name == "recipient_id" ? "recipient_user_id" : $"{name}_user_id");
        if (customer is null)
            into.Refuse(name, "is required");
        return customer;
    }

    /// <summary>As other channels write it, so that the same person on another channel is the same customer.</summary>
    internal static string Phone(string customer) => customer.All(char.IsAsciiDigit) ? $"+{customer}" : customer;
}
