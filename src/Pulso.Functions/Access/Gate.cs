using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pulso.Functions.Storage;
using Pulso.Settings;

namespace Pulso.Functions.Access;

/// <summary>Lets a request for a tenant's figures or settings in, in the contract's order: 404, 405, 401.</summary>
public sealed class Gate(TenantDirectory tenants, Keys keys)
{
    /// <summary>Answers the request itself when it may not pass; otherwise runs <paramref name="inside"/>.</summary>
    public async Task<IActionResult> PassAsync(
        HttpRequest request, string tenant, string method, Role role, Func<TenantSettings, Task<IActionResult>> inside, CancellationToken cancel)
    {
        if (await tenants.FindAsync(tenant, cancel) is not { } settings)
            return Answers.NotFound();
        if (request.Method != method)
            return Answers.MethodNotAllowed(request.HttpContext.Response, method);
        if (keys.RoleOf(request, settings) < role)
            return Answers.Unauthorized();
        return await inside(settings);
    }
}
