using System.Text.Json;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Storage;
using Pulso.Functions.Webhooks;
using Pulso.Settings;

namespace Pulso.Functions.Tenants;

/// <summary><c>PUT /api/{tenant}/settings</c>: creates a tenant, or appends to its settings. All of the document or nothing.</summary>
public sealed class PutSettings(TenantDirectory tenants, Keys keys, Audit audit)
{
    [Function("settings")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "{tenant}/settings")] HttpRequest request,
        string tenant,
        CancellationToken cancel)
    {
        if (!SettingsParser.IsTenantId(tenant))
            return Answers.NotFound();
        if (request.Method != Routes.Settings.Method)
            return Answers.MethodNotAllowed(request.HttpContext.Response, Routes.Settings.Method);
        if (await RequestBody.ReadAsync(request, cancel) is not { } body)
            return Answers.Problem(413, "A request may have 1 MiB.");
        var caller = keys.CallerOf(request, await tenants.FindAsync(tenant, cancel));
        return caller.May(Routes.Settings) ? await PutAsync(tenant, caller, body, cancel) : Answers.Unauthorized();
    }

    private async Task<IActionResult> PutAsync(string tenant, Caller caller, byte[] body, CancellationToken cancel)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            var faults = await tenants.PutAsync(
                tenant, document.RootElement, change => audit.RecordAsync(tenant, caller, Routes.Settings.Function, change, cancel), cancel);
            return faults.Count == 0
                ? Answers.Of(new { tenant, versions = document.RootElement.GetProperty("versions").GetArrayLength() })
                : Refused([.. faults]);
        }
        catch (JsonException error)
        {
            return Refused($"is not JSON: line {error.LineNumber + 1}");
        }
        catch (InvalidOperationException)
        {
            return Refused("holds text that is not Unicode");
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            return Answers.Problem(409, "The settings changed meanwhile: read them and put again.");
        }
    }

    private static IActionResult Refused(params string[] faults) => Answers.Problem(400, "The settings were not changed.", faults);
}
