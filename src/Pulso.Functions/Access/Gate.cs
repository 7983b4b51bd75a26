using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pulso.Functions.Storage;
using Pulso.Settings;

namespace Pulso.Functions.Access;

/// <summary>Lets a request for a tenant's figures or settings in, in the contract's order: 404, 405, 401. What changes anything is audited first.</summary>
public sealed class Gate(TenantDirectory tenants, Keys keys, Audit audit)
{
    /// <summary>Answers the request itself when it may not pass; otherwise runs <paramref name="inside"/>.</summary>
    public Task<IActionResult> PassAsync(
        HttpRequest request, string tenant, Route route, Func<TenantSettings, Task<IActionResult>> inside, CancellationToken cancel) =>
        PassAsync(request, tenant, [(route, inside)], cancel);

    /// <summary>The same at an address that takes several methods, each with a route of its own.</summary>
    public async Task<IActionResult> PassAsync(
        HttpRequest request, string tenant, IReadOnlyList<(Route Route, Func<TenantSettings, Task<IActionResult>> Inside)> ways, CancellationToken cancel)
    {
        if (await tenants.FindAsync(tenant, cancel) is not { } settings)
            return Answers.NotFound();
        if (ways.FirstOrDefault(way => way.Route.Method == request.Method) is not ({ } route, { } inside))
            return Answers.MethodNotAllowed(request.HttpContext.Response, string.Join(", ", ways.Select(way => way.Route.Method)));
        var caller = keys.CallerOf(request, settings);
        if (!caller.May(route))
            return Answers.Unauthorized();
        if (route.Changes)
            await audit.RecordAsync(tenant, caller, route.Function, request.Path, cancel);
        return await inside(settings);
    }
}
