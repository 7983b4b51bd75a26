using System.Security.Cryptography;

namespace Pulso.Functions.Vendors;

/// <summary>What the vendors' signatures are made of. Everything is compared in fixed time.</summary>
internal static class Signing
{
    /// <summary>HMAC-SHA256 under the bytes of a secret's text.</summary>
    public static byte[] Sha256(string secret, params ReadOnlySpan<byte[]> parts) => Sign(HashAlgorithmName.SHA256, secret, parts);

    public static byte[] Sha1(string secret, params ReadOnlySpan<byte[]> parts) => Sign(HashAlgorithmName.SHA1, secret, parts);

    public static byte[] Sha512(string secret, params ReadOnlySpan<byte[]> parts) => Sign(HashAlgorithmName.SHA512, secret, parts);

    public static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    /// <summary>True if a header such as <c>sha256=1f…</c> says these bytes in hexadecimal, as vendors write them: to the last character.</summary>
    /// <param name="given">The header; null for one that is missing.</param>
    public static bool IsHex(string? given, string prefix, byte[] expected) => IsSecret(given, prefix + Convert.ToHexStringLower(expected));

    /// <summary>The same in base64.</summary>
    public static bool IsBase64(string? given, string prefix, byte[] expected) => IsSecret(given, prefix + Convert.ToBase64String(expected));

    /// <summary>
    /// True if a header of the sender's own choice carries the secret itself, for vendors that sign nothing: <c>Authorization: Bearer</c>,
    /// the password of <c>Authorization: Basic</c>, or <c>X-Api-Key</c>.
    /// </summary>
    public static bool IsGiven(Delivery delivery, string secret) =>
        IsSecret(delivery.Header("X-Api-Key"), secret) | IsSecret(AfterScheme(delivery.Header("Authorization")), secret);

    /// <summary>True for the secret's own text: hashes are compared, so that not even its length shows.</summary>
    public static bool IsSecret(string? given, string secret) =>
        given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Bytes(given)), SHA256.HashData(Bytes(secret)));

    /// <summary>True for an instant within five minutes of now, both ways.</summary>
    public static bool IsFresh(DateTimeOffset instant, DateTimeOffset now) => (now - instant).Duration() <= TimeSpan.FromMinutes(5);

    private static byte[] Sign(HashAlgorithmName algorithm, string secret, ReadOnlySpan<byte[]> parts)
    {
        using var hmac = IncrementalHash.CreateHMAC(algorithm, Bytes(secret));
        foreach (byte[] part in parts)
            hmac.AppendData(part);
        return hmac.GetHashAndReset();
    }

    private static string? AfterScheme(string? header)
    {
        if (header is null || header.IndexOf(' ', StringComparison.Ordinal) is var at && at < 0)
            return header;
        string value = header[(at + 1)..].Trim();
        if (!header[..at].Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return value;
        byte[] bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, bytes, out int size))
            return null;
        string pair = System.Text.Encoding.UTF8.GetString(bytes, 0, size);
        return pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
