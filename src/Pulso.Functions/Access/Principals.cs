using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Pulso.Functions.Access;

/// <summary>
/// Who the platform in front of the app says has signed in (App Service authentication, "Easy Auth", with Microsoft Entra): the header that it puts
/// in the place of whatever a client sent. Anybody could send it to an app without that platform: it counts only where the deployment says so.
/// </summary>
/// <remarks>
/// App roles: <c>Pulso.Reader</c> and <c>Pulso.Admin</c> for every tenant, <c>Pulso.Reader.{tenant}</c> and <c>Pulso.Admin.{tenant}</c> for one.
/// The header: learn.microsoft.com/azure/app-service/configure-authentication-user-identities.
/// </remarks>
internal static class Principals
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    private const string ObjectId = "http://schemas.microsoft.com/identity/claims/objectidentifier";

    /// <returns>Nobody where the header is missing or malformed, or names no role of the tenant.</returns>
    public static Caller Of(HttpRequest request, string tenant)
    {
        if (Read(request.Headers[Header].ToString()) is not { } principal)
            return Caller.Nobody;
        var roles = principal.Claims.Where(claim => claim.Type == "roles" || claim.Type == principal.RoleType).Select(claim => claim.Value).ToHashSet();
        var role = Has("Admin") ? Role.Admin : Has("Reader") ? Role.Reader : Role.None;
        string? id = principal.Claims.Where(claim => claim.Type is ObjectId or "oid").Select(claim => claim.Value).FirstOrDefault();
        return role == Role.None ? Caller.Nobody : new Caller(role, $"entra {id ?? "without object id"}");

        bool Has(string name) => roles.Contains($"Pulso.{name}") || roles.Contains($"Pulso.{name}.{tenant}");
    }

    private static Principal? Read(string header)
    {
        byte[] bytes = new byte[header.Length];
        if (header.Length == 0 || !Convert.TryFromBase64String(header, bytes, out int size))
            return null;
        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(0, size));
            if (json.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("claims", out var claims) || claims.ValueKind != JsonValueKind.Array)
                return null;
            return new Principal(Text(root, "role_typ"), [.. claims.EnumerateArray().Select(claim => (Text(claim, "typ"), Text(claim, "val")))]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private sealed record Principal(string RoleType, IReadOnlyList<(string Type, string Value)> Claims);
}
