using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;

namespace Pulso.Functions.Bi;

/// <summary><c>GET /api/{tenant}/exports/{path}</c>: a BI file, such as <c>v1/manifest.json</c>.</summary>
public sealed class GetExport(Gate gate, BiContainer container)
{
    [Function("exports")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/exports/{*path}")] HttpRequest request,
        string tenant,
        string path,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Exports, async _ =>
            IsFile(path) && await container.ReadAsync(tenant, path, cancel) is { } file
                ? new FileStreamResult(file.Content, file.Type)
                : Answers.NotFound(), cancel);

    // A path with dots could name a file of another tenant's container.
    private static bool IsFile(string? path) =>
        path is { Length: < 512 } && path.StartsWith("v1/", StringComparison.Ordinal) && !path.Split('/', '\\').Any(part => part is "." or ".." or "");
}
