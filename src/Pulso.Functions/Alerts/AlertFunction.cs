using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;
using Pulso.Settings;

namespace Pulso.Functions.Alerts;

/// <summary>
/// <c>GET /api/{tenant}/alerts</c> shows alerts with their lives; <c>POST</c> acknowledges one, comments on it or resolves it.
/// </summary>
public sealed class AlertFunction(Gate gate, Keys keys, Audit audit, AlertStore alerts, TimeProvider clock)
{
    private const int Most = 1_000;

    [Function("alerts")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/alerts")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(
            request, tenant, Routes.Alerts,
            settings => HttpMethods.IsGet(request.Method) ? ShowAsync(request, tenant, cancel) : ChangeAsync(request, settings, cancel), cancel);

    private async Task<IActionResult> ShowAsync(HttpRequest request, string tenant, CancellationToken cancel)
    {
        if (AlertRequest.Read(request.Query, clock.GetUtcNow().ToUnixTimeMilliseconds(), out var faults) is not { } asked)
            return Answers.WrongQuery(faults);
        var found = await alerts.BetweenAsync(tenant, asked.FromMs, asked.ToMs, asked.OpenOnly, cancel);
        return Answers.Of(found.Where(asked.Takes).Take(Most).Select(AlertJson.Of).ToList());
    }

    private async Task<IActionResult> ChangeAsync(HttpRequest request, TenantSettings settings, CancellationToken cancel)
    {
        if (await RequestBody.ReadAsync(request, cancel) is not { } body)
            return Answers.TooLarge();
        if (AlertChange.Read(body, out var faults) is not { } asked)
            return Answers.Problem(400, "Nothing was changed.", faults);
        var caller = keys.CallerOf(request, settings);
        await audit.RecordAsync(settings.Tenant, caller, Routes.Alerts.Function, $"{asked.Id} {AlertJson.Word(asked.Step)}", cancel);
        string? refusal = null;
        var entry = asked.By(caller.Name, clock.GetUtcNow().ToUnixTimeMilliseconds());
        var life = await alerts.ChangeAsync(settings.Tenant, asked.Id, known => known.Take(entry, out refusal), cancel);
        return life is null ? Answers.Problem(404, "There is no such alert.")
            : refusal is not null ? Answers.Problem(409, $"The alert {refusal}.")
            : Answers.Of(AlertJson.Of(life));
    }
}
