using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Pulso.Functions.Access;

/// <summary><c>GET /api/{tenant}/audit?month=yyyy-MM</c>: who changed what in a month, this one if none is named, as CSV.</summary>
public sealed class GetAudit(Gate gate, Audit audit, TimeProvider clock)
{
    [Function("audit")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "{tenant}/audit")]
        HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Audit, async _ =>
        {
            string month = request.Query["month"].FirstOrDefault() ?? clock.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture);
            if (!DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly _))
                return Answers.Problem(400, "A month is written yyyy-MM.");
            return await audit.ReadAsync(tenant, month, cancel) is { } lines ? new FileStreamResult(lines, "text/csv; charset=utf-8") : Answers.NotFound();
        }, cancel);
}
