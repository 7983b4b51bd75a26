using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;

namespace Pulso.Functions.Generations;

/// <summary><c>GET /api/{tenant}/generations</c>: the generations of the figures, and how far a rebuild has come.</summary>
public sealed class GetGenerations(Gate gate, GenerationView view)
{
    [Function("generations")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/generations")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Generations, async _ => Answers.Of(await view.OfAsync(tenant, cancel)), cancel);
}
