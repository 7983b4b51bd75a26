using System.Security.Cryptography;
using Pulso.Settings;

namespace Pulso.Cli.Server;

/// <summary>Signs requests as Standard Webhooks 1.0.0 (standardwebhooks.com): HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
internal static class Signature
{
    /// <summary>The value of <c>webhook-signature</c>.</summary>
    /// <param name="secret"><c>whsec_</c> and base64.</param>
    /// <param name="timestamp">Seconds since 1970-01-01T00:00:00Z.</param>
    public static string Of(string secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(secret[StandardSecret.Prefix.Length..]));
        hmac.AppendData(System.Text.Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return $"v1,{Convert.ToBase64String(hmac.GetHashAndReset())}";
    }
}
