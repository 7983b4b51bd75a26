using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pulso.Functions.Access;

/// <summary>Signatures as Standard Webhooks 1.0.0: HMAC-SHA256 over <c>id.timestamp.body</c> (standardwebhooks.com).</summary>
public static class StandardWebhooks
{
    /// <summary>How far a timestamp may lie from now, both ways, in seconds.</summary>
    public const long ToleranceSeconds = 300;

    /// <summary>The secrets that a request's signature was made with; none when it is wrong, missing or too old.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="secrets"><c>whsec_</c> and base64.</param>
    public static IReadOnlyList<string> Matching(
        IHeaderDictionary headers, ReadOnlySpan<byte> body, IEnumerable<string> secrets, DateTimeOffset now)
    {
        if (Single(headers, "webhook-id") is not { } id || Single(headers, "webhook-timestamp") is not { } timestamp
            || Single(headers, "webhook-signature") is not { } signatures
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            || Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) > ToleranceSeconds)
            return [];
        var given = Given(signatures);
        var matching = new List<string>();
        foreach (string secret in secrets)
        {
            byte[] expected = Sign(secret, id, timestamp, body);
            bool matches = false;
            foreach (byte[] signature in given)
                matches |= CryptographicOperations.FixedTimeEquals(signature, expected);
            if (matches)
                matching.Add(secret);
        }
        return matching;
    }

    /// <summary>The signature of a message, without its <c>v1,</c>.</summary>
    public static byte[] Sign(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] key = Convert.FromBase64String(secret.StartsWith("whsec_", StringComparison.Ordinal) ? secret[6..] : secret);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(System.Text.Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }

    private static string? Single(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var values) && values is [{ Length: > 0 } value] ? value : null;

    private static List<byte[]> Given(string signatures)
    {
        var given = new List<byte[]>();
        byte[] bytes = new byte[64];
        foreach (string item in signatures.Split(' ').Take(16))
        {
            if (item.StartsWith("v1,", StringComparison.Ordinal) && Convert.TryFromBase64String(item[3..], bytes, out int size))
                given.Add(bytes[..size]);
        }
        return given;
    }
}
