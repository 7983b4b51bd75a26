using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Pulso.Acceptance.Running;

/// <summary>Requests to the webhook, signed as Standard Webhooks 1.0.0 by code of the tests' own.</summary>
internal static class Signed
{
    public const string BatchType = "application/cloudevents-batch+json";

    public static readonly string Secret = SecretOf("0123456789abcdef0123456789abcdef");

    public static string SecretOf(string key) => "whsec_" + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(key));

    /// <summary>A batch of events, each a line of JSON.</summary>
    public static HttpRequestMessage Batch(params IEnumerable<string> events) => Request(BatchType, $"[{string.Join(',', events)}]");

    /// <param name="secret">The tests' usual one if left out.</param>
    /// <param name="seconds">How far the timestamp lies from now.</param>
    public static HttpRequestMessage Request(string type, string body, string? secret = null, long seconds = 0)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(body);
        string id = $"msg_{Guid.NewGuid():N}";
        string timestamp = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);
        byte[] key = Convert.FromBase64String((secret ?? Secret)[6..]);
        byte[] signature = HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
        var request = new HttpRequestMessage(HttpMethod.Post, (Uri?)null) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
        return request;
    }
}
