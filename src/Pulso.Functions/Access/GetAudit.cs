using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Bi;
using Pulso.Functions.Http;

namespace Pulso.Functions.Access;

/// <summary><c>GET /api/{tenant}/audit?month=yyyy-MM</c>: who changed what in a month, this one if none is named, as CSV.</summary>
public sealed class GetAudit(Gate gate, Audit audit, TimeProvider clock)
{
    [Function("audit")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/audit")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Audit, async _ =>
        {
            if (request.Query.Month(clock) is not { } month)
                return Answers.NoMonth();
            return await audit.ReadAsync(tenant, month, cancel) is { } lines ? new FileStreamResult(lines, CsvFile.ContentType) : Answers.NotFound();
        }, cancel);
}
