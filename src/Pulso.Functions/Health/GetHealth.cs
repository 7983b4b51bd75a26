using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;

namespace Pulso.Functions.Health;

/// <summary><c>GET /api/health</c>: whether all is well, and how far each cursor is behind; 503 with its reasons where it is not.</summary>
public sealed class GetHealth(Examination examination, Keys keys, Operations operations)
{
    [Function("health")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "health")] HttpRequest request,
        CancellationToken cancel)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return Answers.MethodNotAllowed(request.HttpContext.Response, "GET");
        var condition = await examination.RunAsync(cancel);
        string status = condition.IsWell ? "ok" : "degraded";
        int code = condition.IsWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        // A provider's clients are nobody's business: only the deployment's own key sees names and counts.
        return keys.CallerOf(request, null).Role == Role.Admin
            ? Answers.Of(
                new
                {
                    status,
                    reasons = condition.Reasons,
                    cursors = condition.Cursors,
                    silentSources = condition.SilentSources,
                    rebuilds = condition.Rebuilds,
                    operations = operations.Totals.ToDictionary(count => count.Name, count => count.Total),
                    unknownFields = operations.UnknownFields.Names,
                    ignoredKinds = operations.IgnoredKinds.Names,
                },
                code)
            : Answers.Of(
                new
                {
                    status,
                    reasons = condition.Reasons,
                    cursors = condition.Cursors.Select(cursor => new { cursor.Name, cursor.LagSeconds }).OrderByDescending(cursor => cursor.LagSeconds),
                },
                code);
    }
}
