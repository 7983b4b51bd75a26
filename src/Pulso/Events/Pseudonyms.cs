using System.Security.Cryptography;
using System.Text;

namespace Pulso.Events;

/// <summary>Replaces keys that point to persons by pseudonyms: HMAC-SHA256 with the tenant's key, cut to 128 bits.</summary>
/// <remarks>With several keys, each later one makes a pseudonym of the pseudonym: who knows the earlier ones alone cannot tell whose it is.</remarks>
/// <param name="tenantKeys">The tenant's secret keys, the first one first.</param>
public sealed class Pseudonyms(params IReadOnlyList<byte[]> tenantKeys)
{
    /// <summary>How many keys lie over each other.</summary>
    public int Keys => tenantKeys.Count;

    /// <summary>The pseudonyms of a tenant under the deployment's master key: each tenant's key is derived from it.</summary>
    public static Pseudonyms Of(byte[] masterKey, string tenant) => Of([masterKey], tenant);

    /// <summary>The same under several master keys.</summary>
    public static Pseudonyms Of(IEnumerable<byte[]> masterKeys, string tenant) =>
        new([.. masterKeys.Select(key => HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes($"pseudonyms of {tenant}")))]);

    /// <summary>22 characters that stand for the key wherever it would be stored, exported or logged.</summary>
    public string For(string key) => Wrap(key, 0);

    /// <summary>The pseudonym under all keys of one that is under the first ones.</summary>
    /// <param name="keys">How many these are.</param>
    public string Wrap(string pseudonym, int keys) => tenantKeys.Skip(keys).Aggregate(pseudonym, Under);

    /// <summary>The frame with its pseudonyms under all keys; the same instance where they are so already.</summary>
    public Frame Wrap(Frame frame) => frame.Keys >= Keys ? frame : frame.Rename(pseudonym => Wrap(pseudonym, frame.Keys)) with { Keys = Keys };

    private static string Under(string text, byte[] key)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes(text), hash);
        return System.Buffers.Text.Base64Url.EncodeToString(hash[..16]);
    }
}
