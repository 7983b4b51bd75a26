using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;
using Pulso.Settings;

namespace Pulso.Functions.Tenants;

/// <summary><c>PUT /api/{tenant}/settings</c>: creates a tenant, or appends to its settings. All of the document or nothing.</summary>
public sealed class PutSettings(TenantDirectory tenants, Keys keys, Audit audit)
{
    [Function("settings")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/settings")] HttpRequest request,
        string tenant,
        CancellationToken cancel)
    {
        if (!SettingsParser.IsTenantId(tenant))
            return Answers.NotFound();
        if (Routes.Settings.Refusal(request) is { } refusal)
            return refusal;
        if (await RequestBody.ReadAsync(request, cancel) is not { } body)
            return Answers.TooLarge();
        var caller = keys.CallerOf(request, await tenants.FindAsync(tenant, cancel));
        return caller.May(Routes.Settings) ? await PutAsync(tenant, caller, body, cancel) : Answers.Unauthorized();
    }

    private async Task<IActionResult> PutAsync(string tenant, Caller caller, byte[] body, CancellationToken cancel)
    {
        var wrong = new List<string>();
        if (JsonBody.Read(body, wrong) is not { } document)
            return Refused(wrong);
        try
        {
            var faults = await tenants.PutAsync(tenant, document, change => audit.RecordAsync(tenant, caller, Routes.Settings.Function, change, cancel), cancel);
            return faults.Count == 0 ? Answers.Of(new { tenant, versions = document.GetProperty("versions").GetArrayLength() }) : Refused(faults);
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            return Answers.Problem(409, "The settings changed meanwhile: read them and put again.");
        }
    }

    private static IActionResult Refused(IReadOnlyList<string> faults) => Answers.Problem(400, "The settings were not changed.", faults);
}
