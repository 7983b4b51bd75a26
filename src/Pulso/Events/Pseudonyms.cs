using System.Security.Cryptography;
using System.Text;

namespace Pulso.Events;

/// <summary>Replaces keys that point to persons by pseudonyms: HMAC-SHA256 with the tenant's key, cut to 128 bits.</summary>
/// <param name="tenantKey">The tenant's secret key.</param>
public sealed class Pseudonyms(byte[] tenantKey)
{
    /// <summary>The pseudonyms of a tenant under the deployment's master key: each tenant's key is derived from it.</summary>
    public static Pseudonyms Of(byte[] masterKey, string tenant) =>
        new(HMACSHA256.HashData(masterKey, System.Text.Encoding.UTF8.GetBytes($"pseudonyms of {tenant}")));

    /// <summary>22 characters that stand for the key wherever it would be stored, exported or logged.</summary>
    public string For(string key)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(tenantKey, System.Text.Encoding.UTF8.GetBytes(key), hash);
        return System.Buffers.Text.Base64Url.EncodeToString(hash[..16]);
    }
}
