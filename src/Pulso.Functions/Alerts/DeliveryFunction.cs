using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Alerts;
using Pulso.Events.Parsing;
using Pulso.Functions.Access;
using Pulso.Functions.Http;
using Pulso.Settings;

namespace Pulso.Functions.Alerts;

/// <summary>
/// <c>GET /api/{tenant}/deliveries</c> shows the alerts on their way, and those that did not arrive; <c>POST</c> sends the latter again.
/// </summary>
public sealed class DeliveryFunction(Gate gate, Keys keys, Audit audit, Deliveries deliveries, TimeProvider clock)
{
    private const int Most = 1_000;

    private static readonly string[] Known = ["alert", "target"];

    [Function("deliveries")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/deliveries")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Deliveries, settings => HttpMethods.IsGet(request.Method) ? ShowAsync(tenant, cancel) : ResendAsync(request, settings, cancel), cancel);

    private async Task<IActionResult> ShowAsync(string tenant, CancellationToken cancel) => Answers.Of(new
    {
        pending = (await deliveries.PendingAsync(tenant, Most, cancel)).Select(Json),
        dead = (await deliveries.DeadAsync(tenant, Most, cancel)).Select(Json),
    });

    private async Task<IActionResult> ResendAsync(HttpRequest request, TenantSettings settings, CancellationToken cancel)
    {
        if (await RequestBody.ReadAsync(request, cancel) is not { } body)
            return Answers.TooLarge();
        if (Read(body) is not var (alert, target))
            return Answers.Problem(400, "The body is an object with the texts alert and target, either of which may be left out for all.");
        await audit.RecordAsync(settings.Tenant, keys.CallerOf(request, settings), Routes.Deliveries.Function, $"{alert ?? "all"} to {target ?? "all"}", cancel);
        return Answers.Of(new { resent = await deliveries.ResendAsync(settings.Tenant, alert, target, Most, clock.GetUtcNow().ToUnixTimeMilliseconds(), cancel) });
    }

    private static (string? Alert, string? Target)? Read(byte[] body)
    {
        try
        {
            var fields = JsonSerializer.Deserialize<Dictionary<string, string?>>(body);
            return fields is not null && fields.Keys.All(Known.Contains) ? (fields.GetValueOrDefault("alert"), fields.GetValueOrDefault("target")) : null;
        }
        catch (JsonException)
        {
            return null; // said by the caller
        }
    }

    private static object Json(AlertDelivery delivery) => new
    {
        alert = delivery.AlertId,
        target = delivery.Target,
        attempts = delivery.Attempts,
        next = delivery.NextMs is { } nextMs ? Instants.Text(nextMs) : null,
        problem = delivery.Problem,
    };
}
