using System.Security.Cryptography;

namespace Pulso.Acceptance.Vendors;

/// <summary>Signs as the vendors do, by code of the tests' own. What a vendor signs of the address is signed over <c>url</c>.</summary>
internal static class VendorSigner
{
    public const string FormType = "application/x-www-form-urlencoded";
    public const string JsonType = "application/json";

    /// <summary>The vendors and how each signs a body; a form's fields are those of the body.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string, string, string, DateTimeOffset, SignedDelivery>> Of =
        new Dictionary<string, Func<string, string, string, DateTimeOffset, SignedDelivery>>
        {
            ["whatsapp"] = (secret, url, body, _) => Json(url, body, ("X-Hub-Signature-256", "sha256=" + Hex(HMACSHA256.HashData(Bytes(secret), Bytes(body))))),
            ["twilio"] = Twilio,
            ["amazon-connect"] = (secret, url, body, _) => Json(url, body, ("X-Api-Key", secret)),
            ["genesys-cloud"] = (secret, url, body, _) => Json(url, body, ("Authorization", $"Bearer {secret}")),
            ["zendesk"] = (secret, url, body, now) => Json(
                url, body, ("X-Zendesk-Webhook-Signature", Convert.ToBase64String(HMACSHA256.HashData(Bytes(secret), Bytes(Instant(now) + body)))),
                ("X-Zendesk-Webhook-Signature-Timestamp", Instant(now))),
            ["intercom"] = (secret, url, body, _) => Json(url, body, ("X-Hub-Signature", "sha1=" + Hex(Sha1(secret, body)))),
            ["chatwoot"] = (secret, url, body, now) => Json(
                url, body, ("X-Chatwoot-Signature", "sha256=" + Hex(HMACSHA256.HashData(Bytes(secret), Bytes($"{now.ToUnixTimeSeconds()}.{body}")))),
                ("X-Chatwoot-Timestamp", $"{now.ToUnixTimeSeconds()}")),
            ["freshdesk"] = (secret, url, body, _) => Json(url, body, ("Authorization", "Basic " + Convert.ToBase64String(Bytes($"rule:{secret}")))),
            ["typeform"] = (secret, url, body, _) =>
                Json(url, body, ("Typeform-Signature", "sha256=" + Convert.ToBase64String(HMACSHA256.HashData(Bytes(secret), Bytes(body))))),
            ["qualtrics"] = Qualtrics,
            ["delighted"] = (secret, url, body, _) =>
                Json(url, body, ("X-Delighted-Webhook-Signature", "sha256=" + Hex(HMACSHA256.HashData(Bytes(secret), Bytes(body))))),
            ["surveymonkey"] = (secret, url, body, _) => Json(url, body, ("Sm-Apikey", "client"), ("Sm-Signature", Convert.ToBase64String(Sha1(secret, body)))),
        };

    /// <summary>A form by which Twilio calls, whose fields are signed; or JSON, whose hash is in the address.</summary>
    private static SignedDelivery Twilio(string secret, string url, string body, DateTimeOffset now)
    {
        if (body.Length > 0 && body[0] is '{' or '[')
        {
            url += $"?bodySHA256={Hex(SHA256.HashData(Bytes(body)))}";
            return Json(url, body, ("X-Twilio-Signature", Convert.ToBase64String(Sha1(secret, url))));
        }
        var fields = body.Split('&').Select(field => field.Split('=', 2)).Select(pair => (Name: Decoded(pair[0]), Value: Decoded(pair.ElementAtOrDefault(1) ?? "")));
        string text = url + string.Concat(fields.OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => field.Name + field.Value));
        return new SignedDelivery(url, FormType, body, [("X-Twilio-Signature", Convert.ToBase64String(Sha1(secret, text)))]);
    }

    private static SignedDelivery Qualtrics(string secret, string url, string body, DateTimeOffset now) => new(
        url, FormType,
        $"HMAC={Hex(HMACSHA512.HashData(Bytes(secret), Bytes(body)))}&MSG={Uri.EscapeDataString(body)}&Topic=brand.surveyengine.completedResponse.SV_1", []);

    private static SignedDelivery Json(string url, string body, params (string, string)[] headers) => new(url, JsonType, body, headers);

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string Instant(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

#pragma warning disable CA5350 // the vendors chose it
    private static byte[] Sha1(string secret, string text) => HMACSHA1.HashData(Bytes(secret), Bytes(text));
#pragma warning restore CA5350

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}

/// <summary>A request as a vendor would send it.</summary>
internal sealed record SignedDelivery(string Url, string Type, string Body, IReadOnlyList<(string Name, string Value)> Headers);
