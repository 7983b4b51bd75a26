using System.Text.Json;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.WhatsApp;

/// <summary>What customers say about being written to: consent, per category of messages.</summary>
internal static class WhatsAppPreferences
{
    public static void Add(JsonElement preference, string number, Translation into)
    {
        string? type = preference.Text("value") switch
        {
            "stop" => "consent.withdrawn",
            "resume" => "consent.given",
            _ => null,
        };
        if (type is null)
        {
            into.Ignore($"preference {preference.Text("value")}");
            return;
        }
        if (into.Required(preference, "wa_id") is not { } customer)
            return;
        string? at = preference.Text("timestamp");
        into.Add(
            type, $"{number}/{customer}/{preference.Text("category")}/{preference.Text("value")}/{at}", VendorTime.OfSeconds(at), null,
            ("customer", WhatsAppMessages.Phone(customer)), ("channel", "whatsapp"), ("purpose", preference.Text("category")));
    }
}
