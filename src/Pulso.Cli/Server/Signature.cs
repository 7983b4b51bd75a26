using System.Security.Cryptography;

namespace Pulso.Cli.Server;

/// <summary>Signs requests as Standard Webhooks 1.0.0 (standardwebhooks.com): HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
internal static class Signature
{
    private const string Prefix = "whsec_";

    /// <summary>The value of <c>webhook-signature</c>.</summary>
    /// <param name="secret"><c>whsec_</c> and base64.</param>
    /// <param name="timestamp">Seconds since 1970-01-01T00:00:00Z.</param>
    public static string Of(string secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(secret[Prefix.Length..]));
        hmac.AppendData(System.Text.Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return $"v1,{Convert.ToBase64String(hmac.GetHashAndReset())}";
    }

    /// <summary>True for <c>whsec_</c> and the base64 of 24 to 64 bytes.</summary>
    public static bool IsSecret(string text)
    {
        Span<byte> key = stackalloc byte[96];
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], key, out int size) && size is >= 24 and <= 64;
    }
}
