using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;

namespace Pulso.Functions.Bi;

/// <summary><c>GET /api/{tenant}/exports/{path}</c>: a BI file, such as <c>v1/manifest.json</c>.</summary>
public sealed class Exports(Gate gate, BiContainer container)
{
    [Function("exports")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "delete", Route = "{tenant}/exports/{*path}")] HttpRequest request,
        string tenant,
        string path,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, HttpMethods.Get, Role.Reader, async _ =>
            path is { Length: > 0 and < 512 } && await container.ReadAsync(tenant, path, cancel) is { } file
                ? new FileStreamResult(file.Content, file.Type)
                : Answers.NotFound(), cancel);
}
