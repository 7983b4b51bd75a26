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

/// <summary>Reader and admin keys: <c>Authorization: Bearer &lt;key&gt;</c> against the hashes in a tenant's settings.</summary>
public sealed class Keys(Deployment deployment, IConfiguration settings)
{
    private const string HashPrefix = "sha256:";
    private const string SettingPrefix = "setting:";

    /// <summary>How a key is stored: as its hash, unless it names an app setting or is a hash already.</summary>
    public static string Stored(string key) =>
        key.StartsWith(SettingPrefix, StringComparison.Ordinal) || IsHash(key)
            ? key
            : HashPrefix + Convert.ToHexStringLower(Hash(key));

    /// <summary>Whose key a request carries, as seen by a tenant. The deployment's admin key is admin everywhere.</summary>
    /// <param name="tenant">Null where only the deployment's own key counts.</param>
    public Caller CallerOf(HttpRequest request, TenantSettings? tenant)
    {
        string header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return Caller.Nobody;
        byte[] given = Hash(header[7..].Trim());
        if (CryptographicOperations.FixedTimeEquals(given, Hash(deployment.AdminKey)))
            return new Caller(Role.Admin, "deployment");
        var role = tenant is null ? Role.None
            : IsAmong(given, tenant.Admins) ? Role.Admin
            : IsAmong(given, tenant.Readers) ? Role.Reader
            : Role.None;
        return role == Role.None ? Caller.Nobody : new Caller(role, $"{role.ToString().ToLowerInvariant()} key {Convert.ToHexStringLower(given)[..8]}");
    }

    private bool IsAmong(byte[] given, IEnumerable<string> stored)
    {
        bool found = false;
        foreach (string key in stored)
            found |= Resolve(key) is { } hash && CryptographicOperations.FixedTimeEquals(given, hash);
        return found;
    }

    private byte[]? Resolve(string stored)
    {
        if (stored.StartsWith(SettingPrefix, StringComparison.Ordinal))
            return AppSetting.Read(settings, stored[SettingPrefix.Length..]) is { Length: > 0 } key ? Hash(key) : null;
        return IsHash(stored) ? Convert.FromHexString(stored[HashPrefix.Length..]) : Hash(stored);
    }

    private static bool IsHash(string text) =>
        text.StartsWith(HashPrefix, StringComparison.Ordinal) && text.Length == HashPrefix.Length + (2 * SHA256.HashSizeInBytes)
        && text.Skip(HashPrefix.Length).All(char.IsAsciiHexDigitLower);

    private static byte[] Hash(string key) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key));
}
