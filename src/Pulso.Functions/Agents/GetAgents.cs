using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Figures;
using Pulso.Functions.Http;

namespace Pulso.Functions.Agents;

/// <summary><c>GET /api/{tenant}/agents</c>: each agent against the peers on contacts that are alike, and what to look at first.</summary>
public sealed class GetAgents(Gate gate, FairReader reader, TimeProvider clock)
{
    private static readonly string[] Parameters = ["from", "to"];

    [Function("agents")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/agents")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Agents, async settings =>
        {
            var asked = KpiRequest.Read(request.Query, settings, clock.GetUtcNow().ToUnixTimeMilliseconds(), out var faults);
            var others = request.Query.Unknown(Parameters).ToList();
            return asked is null || others.Count > 0
                ? Answers.WrongQuery(faults.Union(others))
                : Answers.Of(FairJson.Of(asked.Query, await reader.ReadAsync(asked.Query.FromMs, asked.Query.ToMs, settings, cancel)));
        }, cancel);
}
