using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;
using Pulso.Functions.Tenants;
using Pulso.Settings;

namespace Pulso.Functions.Dashboard;

/// <summary>
/// <c>POST /api/dashboard/{tenant}/sign-in</c> with <c>{"key": "…"}</c>: exchanges a reader or admin key for a cookie;
/// <c>POST /api/dashboard/{tenant}/sign-out</c> takes it away.
/// </summary>
public sealed class SignInFunctions(TenantDirectory tenants, Keys keys, Sessions sessions)
{
    [Function("sign-in")]
    public async Task<IActionResult> InAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "dashboard/{tenant}/sign-in")] HttpRequest request,
        string tenant,
        CancellationToken cancel)
    {
        if (await tenants.FindAsync(tenant, cancel) is not { } settings)
            return Answers.NotFound();
        if (Routes.SignIn.Refusal(request) is { } refusal)
            return refusal;
        if (await RequestBody.ReadAsync(request, cancel) is not { } body)
            return Answers.TooLarge();
        if (request.Headers[Keys.OwnPageHeader].Count == 0 || KeyIn(body) is not { } key)
            return Answers.Unauthorized();
        byte[] hash = Keys.Hash(key);
        var caller = keys.CallerOf(hash, settings);
        if (caller.Role == Role.None)
            return Answers.Unauthorized();
        sessions.Begin(request, hash);
        return Answers.Of(new { role = Name(caller.Role) });
    }

    [Function("sign-out")]
    public IActionResult Out(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "dashboard/{tenant}/sign-out")] HttpRequest request,
        string tenant)
    {
        if (!SettingsParser.IsTenantId(tenant))
            return Answers.NotFound();
        if (Routes.SignOut.Refusal(request) is { } refusal)
            return refusal;
        if (request.Headers[Keys.OwnPageHeader].Count == 0)
            return Answers.Unauthorized();
        sessions.End(request);
        return Answers.Of(new { role = Name(Role.None) });
    }

    internal static string Name(Role role) => role.ToString().ToLowerInvariant();

    private static string? KeyIn(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<Credentials>(body, Answers.Json)?.Key?.Trim();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Credentials(string? Key);
}
