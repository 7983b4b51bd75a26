using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pulso.Functions.Http;
using Pulso.Functions.Tenants;
using Pulso.Settings;

namespace Pulso.Functions.Access;

/// <summary>Lets a request for a tenant's figures or settings in, in the contract's order: 404, 405, 401. What changes anything is audited first.</summary>
public sealed class Gate(TenantDirectory tenants, Keys keys, Audit audit)
{
    /// <summary>Answers the request itself when it may not pass; otherwise runs <paramref name="inside"/>.</summary>
    public async Task<IActionResult> PassAsync(
        HttpRequest request, string tenant, Route route, Func<TenantSettings, Task<IActionResult>> inside, CancellationToken cancel)
    {
        if (await tenants.FindAsync(tenant, cancel) is not { } settings)
            return Answers.NotFound();
        if (route.Under(request.Method) is not { } taken)
            return Answers.MethodNotAllowed(request.HttpContext.Response, route.Allowed);
        var caller = keys.CallerOf(request, settings);
        if (!caller.May(taken))
            return Answers.Unauthorized();
        if (taken is { Changes: true, TellsWhat: false })
            await audit.RecordAsync(tenant, caller, taken.Function, request.Path, cancel);
        return await inside(settings);
    }
}
