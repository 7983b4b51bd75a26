using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;
using Pulso.Functions.Partitions;
using Pulso.Functions.Storage;
using Pulso.Measures;

namespace Pulso.Functions.Tenants;

/// <summary><c>GET /api/{tenant}/usage?month=yyyy-MM</c>: what a tenant used in a month, this one if none is named, for billing.</summary>
public sealed class GetUsage(Gate gate, Archive archive, PartitionStore partitions, TimeProvider clock)
{
    [Function("usage")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/usage")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Usage, async settings =>
        {
            if (request.Query.Month(clock) is not { } first)
                return Answers.NoMonth();
            string month = $"{first:yyyy-MM}";
            var (events, bytes) = await archive.SizeAsync(tenant, month, cancel);
            long contacts = 0;
            await partitions.CellsAsync(settings, first, first.AddMonths(1).AddDays(-1), (key, tally) => contacts += key.Facet is null ? tally[Counter.Contacts] : 0, cancel);
            return Answers.Of(new { tenant, month, events, archivedBytes = bytes, contacts });
        }, cancel);
}
