using System.Security.Cryptography;
using System.Text;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Channels.Twilio;

/// <summary>Twilio: status callbacks of calls and events of TaskRouter (docs/vendors/twilio.md).</summary>
internal static class TwilioWebhook
{
    public static readonly Vendor Vendor = new("twilio", VendorKind.Channel, IsSigned, Translate)
    {
        Settings = new HashSet<string> { "queue" },
    };

    /// <summary>
    /// <c>X-Twilio-Signature</c>: the HMAC-SHA1, in base64, of the address that Twilio called and, for a form, of its fields in the order of
    /// their names. A JSON body is told by its SHA-256 in the address.
    /// </summary>
    private static bool IsSigned(Delivery delivery, string secret, DateTimeOffset now)
    {
        string? given = delivery.Header("X-Twilio-Signature");
        string fields = delivery.IsForm ? Fields(delivery.Form()) : "";
        bool matches = false;
        foreach (string url in Addresses(delivery.Url))
            matches |= Signing.IsBase64(given, "", Signing.Sha1(secret, Signing.Bytes(url + fields)));
        return matches && (delivery.IsForm || Signing.IsHex(delivery.Query("bodySHA256"), "", SHA256.HashData(delivery.Body)));
    }

    /// <summary>The fields as they are signed: name and value without anything in between, of repeated ones each distinct value once.</summary>
    private static string Fields(IReadOnlyList<(string Name, string Value)> form)
    {
        var text = new StringBuilder();
        var sorted = form.Distinct().OrderBy(field => field.Name, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal);
        foreach (var (name, value) in sorted)
            text.Append(name).Append(value);
        return text.ToString();
    }

    /// <summary>Twilio signs the address with its port or without, as its libraries know.</summary>
    private static IEnumerable<string> Addresses(string url)
    {
        int start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        int end = url.IndexOf('/', start);
        string authority = end < 0 ? url[start..] : url[start..end];
        string host = authority.Split(':')[0];
        string rest = end < 0 ? "" : url[end..];
        string usual = url.StartsWith("https", StringComparison.Ordinal) ? "443" : "80";
        string port = authority.Length > host.Length ? authority[(host.Length + 1)..] : usual;
        return [$"{url[..start]}{host}{rest}", $"{url[..start]}{host}:{port}{rest}"];
    }

    private static void Translate(Delivery delivery, Translation into)
    {
        foreach (var fields in TwilioFields.Of(delivery))
        {
            if (fields.IsRecord)
                into.Refuse("body", "is a record of the REST API: Twilio calls back with a form, and streams a list of CloudEvents");
            else if (fields["EventType"] is { } type)
                TaskRouter.Add(type, fields, into);
            else if (fields["CallSid"] is { } call)
                TwilioCalls.Add(call, fields, into);
            else
                into.Ignore(fields["MessageSid"] is null ? "(other)" : "message");
        }
    }
}
