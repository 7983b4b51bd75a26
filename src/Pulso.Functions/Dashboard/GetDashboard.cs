using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;

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
    public Task<IActionResult> PageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "dashboard/{tenant}")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Dashboard, _ => Task.FromResult(Answer(request, Page)), cancel);

    [Function("dashboard-files")]
    public IActionResult File(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "dashboard/_files/{*path}")] HttpRequest request,
        string path) =>
        Routes.DashboardFiles.Refusal(request) ?? Answer(request, path);

    private IActionResult Answer(HttpRequest request, string? path)
    {
        if (files.Find(path) is not { } file)
            return Answers.NotFound();
        PageHeaders.AddTo(request.HttpContext.Response);
        return Answers.Tagged(request, file.Bytes, file.Type, Revalidated);
    }
}
