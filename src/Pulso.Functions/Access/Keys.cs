using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Pulso.Settings;

namespace Pulso.Functions.Access;

/// <summary>What a caller may do.</summary>
public enum Role
{
    None,
    Reader,
    Admin,
}

/// <summary>
/// Reader and admin keys: <c>Authorization: Bearer &lt;key&gt;</c>, or a browser's sign-in with one, against the hashes in a tenant's settings;
/// where the deployment trusts the platform's sign-in, that too.
/// </summary>
public sealed class Keys(Deployment deployment, IConfiguration settings, Sessions sessions)
{
    private const string HashPrefix = "sha256:";

    /// <summary>How a key is stored: as its hash, unless it names an app setting or is a hash already.</summary>
    public static string Stored(string key) =>
        SettingReference.NameIn(key) is not null || IsHash(key)
            ? key
            : HashPrefix + Convert.ToHexStringLower(Hash(key));

    /// <summary>The header without which a browser's sign-in changes nothing: no page of another site can send it.</summary>
    public const string OwnPageHeader = "X-Pulso-Page";

    /// <summary>Who sends a request, as seen by a tenant. The deployment's admin key is admin everywhere.</summary>
    /// <param name="tenant">Null where only the deployment's own key counts.</param>
    public Caller CallerOf(HttpRequest request, TenantSettings? tenant)
    {
        string header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return CallerOf(Hash(header[7..].Trim()), tenant);
        if (!HttpMethods.IsGet(request.Method) && request.Headers[OwnPageHeader].Count == 0)
            return Caller.Nobody;
        if (sessions.KeyHashOf(request) is { } signedIn && CallerOf(signedIn, tenant) is { Role: not Role.None } caller)
            return caller;
        return deployment.TrustsPlatformSignIn && tenant is not null ? Principals.Of(request, tenant.Tenant) : Caller.Nobody;
    }

    /// <summary>Whose key it is, by its hash.</summary>
    public Caller CallerOf(byte[] keyHash, TenantSettings? tenant)
    {
        if (CryptographicOperations.FixedTimeEquals(keyHash, Hash(deployment.AdminKey)))
            return new Caller(Role.Admin, "deployment");
        var role = tenant is null ? Role.None
            : IsAmong(keyHash, tenant.Admins) ? Role.Admin
            : IsAmong(keyHash, tenant.Readers) ? Role.Reader
            : Role.None;
        return role == Role.None ? Caller.Nobody : new Caller(role, $"{role.ToString().ToLowerInvariant()} key {Convert.ToHexStringLower(keyHash)[..8]}");
    }

    public static byte[] Hash(string key) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key));

    private bool IsAmong(byte[] given, IEnumerable<string> stored)
    {
        bool found = false;
        foreach (string key in stored)
            found |= Resolve(key) is { } hash && CryptographicOperations.FixedTimeEquals(given, hash);
        return found;
    }

    private byte[]? Resolve(string stored)
    {
        if (SettingReference.NameIn(stored) is { } name)
            return AppSetting.Read(settings, name) is { Length: > 0 } key ? Hash(key) : null;
        return IsHash(stored) ? Convert.FromHexString(stored[HashPrefix.Length..]) : Hash(stored);
    }

    private static bool IsHash(string text) =>
        text.StartsWith(HashPrefix, StringComparison.Ordinal) && text.Length == HashPrefix.Length + (2 * SHA256.HashSizeInBytes)
        && text.Skip(HashPrefix.Length).All(char.IsAsciiHexDigitLower);
}
