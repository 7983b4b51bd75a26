using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;

namespace Pulso.Functions.Figures;

/// <summary><c>GET /api/{tenant}/staffing</c>: the agents that each interval needs for a service level.</summary>
public sealed class GetStaffing(Gate gate, FigureReader figures, TimeProvider clock)
{
    [Function("staffing")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/staffing")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Staffing, async settings =>
        {
            var asked = StaffingRequest.Read(request.Query, settings, clock.GetUtcNow().ToUnixTimeMilliseconds(), out var faults);
            return asked is null
                ? Answers.WrongQuery(faults)
                : Answers.Of(StaffingJson.Of(asked, await figures.StaffingAsync(asked, settings, cancel)));
        }, cancel);
}
