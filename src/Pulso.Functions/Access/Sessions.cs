using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Pulso.Functions.Access;

/// <summary>
/// A browser's sign-in: the hash of a key and an instant of expiry, sealed (AES-256-GCM under a key derived from the deployment's) in a cookie that
/// no script can read. The key itself is in no cookie; taking it out of a tenant's settings ends every sign-in made with it.
/// </summary>
public sealed class Sessions(Deployment deployment, TimeProvider clock)
{
    /// <summary>How long a sign-in lasts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    public const string Cookie = "pulso-session";

    private const string CookiePath = "/api";
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int PlainSize = sizeof(long) + SHA256.HashSizeInBytes;

    private readonly byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, deployment.PseudonymKeys[^1], 32, info: "pulso dashboard sessions"u8.ToArray());

    /// <summary>Puts the sign-in into the response.</summary>
    public void Begin(HttpRequest request, byte[] keyHash)
    {
        var expires = clock.GetUtcNow() + Lasts;
        request.HttpContext.Response.Cookies.Append(Cookie, Seal(keyHash, expires), Options(request, expires));
    }

    public void End(HttpRequest request) =>
        request.HttpContext.Response.Cookies.Append(Cookie, "", Options(request, clock.GetUtcNow() - Lasts));

    /// <summary>The hash of the key that the request's browser signed in with; null without a sign-in that still holds.</summary>
    public byte[]? KeyHashOf(HttpRequest request) => request.Cookies.TryGetValue(Cookie, out string? sealedText) ? Open(sealedText) : null;

    private string Seal(byte[] keyHash, DateTimeOffset expires)
    {
        byte[] bytes = new byte[NonceSize + PlainSize + TagSize];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceSize));
        Span<byte> plain = stackalloc byte[PlainSize];
        BinaryPrimitives.WriteInt64BigEndian(plain, expires.ToUnixTimeMilliseconds());
        keyHash.CopyTo(plain[sizeof(long)..]);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(bytes.AsSpan(0, NonceSize), plain, bytes.AsSpan(NonceSize, PlainSize), bytes.AsSpan(NonceSize + PlainSize));
        return WebEncoders.Base64UrlEncode(bytes);
    }

    private byte[]? Open(string sealedText)
    {
        byte[] bytes = new byte[NonceSize + PlainSize + TagSize];
        byte[] plain = new byte[PlainSize];
        if (!System.Buffers.Text.Base64Url.IsValid(sealedText, out int size) || size != bytes.Length
            || !System.Buffers.Text.Base64Url.TryDecodeFromChars(sealedText, bytes, out _))
            return null;
        try
        {
            using var cipher = new AesGcm(key, TagSize);
            cipher.Decrypt(bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize, PlainSize), bytes.AsSpan(NonceSize + PlainSize), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null; // not ours, or of another deployment
        }
        bool holds = clock.GetUtcNow().ToUnixTimeMilliseconds() < BinaryPrimitives.ReadInt64BigEndian(plain);
        return holds ? plain[sizeof(long)..] : null;
    }

    // In Azure the app is behind a proxy that ends TLS: only a machine's own address goes without it.
    private static CookieOptions Options(HttpRequest request, DateTimeOffset expires) => new()
    {
        HttpOnly = true,
        Secure = request.Host.Host is not ("127.0.0.1" or "localhost" or "[::1]"),
        SameSite = SameSiteMode.Strict,
        Path = CookiePath,
        Expires = expires,
    };
}
