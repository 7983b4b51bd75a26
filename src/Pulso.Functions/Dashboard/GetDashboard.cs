using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;

namespace Pulso.Functions.Dashboard;

/// <summary>
/// <c>GET /api/dashboard/{tenant}</c>: the page, which holds no figure; <c>GET /api/dashboard/_files/{path}</c>: what it is made of. No tenant is
/// called <c>_files</c>.
/// </summary>
public sealed class GetDashboard(Gate gate, PageFiles files)
{
    private const string Page = "index.html";
    private const string Revalidated = "no-cache";

    [Function("dashboard")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "dashboard/{tenant}")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Dashboard, _ => Task.FromResult(Answer(request, Page)), cancel);

    [Function("dashboard-files")]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "dashboard/_files/{*path}")] HttpRequest request,
        string path) =>
        request.Method == Routes.DashboardFiles.Method
            ? Answer(request, path)
            : Answers.MethodNotAllowed(request.HttpContext.Response, Routes.DashboardFiles.Method);

    private IActionResult Answer(HttpRequest request, string? path)
    {
        if (files.Find(path) is not { } file)
            return Answers.NotFound();
        PageHeaders.AddTo(request.HttpContext.Response);
        return Answers.Tagged(request, file.Bytes, file.Type, Revalidated);
    }
}
