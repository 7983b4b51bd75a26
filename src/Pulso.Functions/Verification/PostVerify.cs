using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;

namespace Pulso.Functions.Verification;

/// <summary><c>POST /api/{tenant}/verify</c>: recounts from the archive and compares with the figures.</summary>
public sealed class PostVerify(Gate gate, RecountComparison comparison)
{
    [Function("verify")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/verify")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Verify, async settings =>
            await comparison.RunAsync(settings, cancel) is { } outcome
                ? Answers.Of(outcome)
                : Answers.Problem(409, "The figures moved while they were recounted: try again when less is coming in."), cancel);
}
