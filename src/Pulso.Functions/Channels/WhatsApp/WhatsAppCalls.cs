using System.Text.Json;
using Pulso.Events;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.WhatsApp;

/// <summary>Calls on WhatsApp: each is a contact of its own on the channel <c>voice</c>, which rings from its connect to its pick-up.</summary>
internal static class WhatsAppCalls
{
    public static void Add(JsonElement call, Translation into)
    {
        string? happened = call.Text("event");
        if (happened is not ("connect" or "terminate"))
        {
            into.Ignore($"call {happened}");
            return;
        }
        if (into.Required(call, "id") is not { } id)
            return;
        bool inbound = call.Text("direction") != "BUSINESS_INITIATED";
        string? customer = call.Text(inbound ? "from" : "to");
        // The id of a call holds the phone number in base64; a subject is stored in clear, so it gets the hash of it.
        string subject = $"call-{EventId.Text(EventId.Hash(id))}";
        (string, object?)[] contact =
        [
            ("channel", "voice"), ("direction", inbound ? "inbound" : "outbound"),
            ("customer", customer is null ? null : WhatsAppMessages.Phone(customer)), ("queue", into.Source.Queue),
        ];
        if (happened == "connect")
            Connect(call, id, subject, inbound, contact, into);
        else
            Terminate(call, id, subject, inbound, contact, into);
    }

    private static void Connect(JsonElement call, string id, string subject, bool inbound, (string, object?)[] contact, Translation into)
    {
        string? at = VendorTime.OfSeconds(call.Text("timestamp"));
        into.Add("contact.started", $"{id}/started", at, subject, contact);
        if (inbound)
            into.Add("contact.queued", $"{id}/queued", at, subject, contact);
    }

    private static void Terminate(JsonElement call, string id, string subject, bool inbound, (string, object?)[] contact, Translation into)
    {
        string? end = VendorTime.OfSeconds(call.Text("end_time") ?? call.Text("timestamp"));
        bool pickedUp = call.Text("start_time") is not null && call.Text("status") is not "FAILED";
        if (pickedUp && inbound)
            into.Add("contact.answered", $"{id}/answered", VendorTime.OfSeconds(call.Text("start_time")), subject, contact);
        if (pickedUp)
            into.Add("contact.handled", $"{id}/handled", end, subject, [.. contact, ("talk", call.Number("duration") ?? 0)]);
        else if (inbound)
            into.Add("contact.abandoned", $"{id}/abandoned", end, subject, contact);
        into.Add("contact.closed", $"{id}/closed", end, subject, contact);
    }
}
