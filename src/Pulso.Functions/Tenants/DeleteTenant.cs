using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;
using Pulso.Settings;

namespace Pulso.Functions.Tenants;

/// <summary><c>DELETE /api/{tenant}?confirm={tenant}</c>: removes everything of a tenant, for good. What is left is the deployment's own line in its audit.</summary>
public sealed class DeleteTenant(TenantRemoval removal, TenantDirectory tenants, Keys keys, Audit audit)
{
    [Function("remove-tenant")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}")] HttpRequest request,
        string tenant,
        CancellationToken cancel)
    {
        if (!SettingsParser.IsTenantId(tenant))
            return Answers.NotFound();
        var settings = await tenants.FindAsync(tenant, cancel);
        var caller = keys.CallerOf(request, settings);
        // What an interrupted removal left has no settings any more: the deployment's own key goes on.
        if (settings is null && (caller.Role != Role.Admin || request.Method != Routes.RemoveTenant.Method))
            return Answers.NotFound();
        if (Routes.RemoveTenant.Refusal(request) is { } refusal)
            return refusal;
        if (!caller.May(Routes.RemoveTenant))
            return Answers.Unauthorized();
        if (request.Query.Text("confirm") != tenant)
            return Answers.Problem(400, "Everything of the tenant would go: repeat its name as 'confirm'.");
        await audit.RecordAsync(Audit.Deployment, caller, Routes.RemoveTenant.Function, tenant, cancel);
        return Answers.Of(await removal.RunAsync(tenant, cancel));
    }
}
