using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;

namespace Pulso.Functions.OpenApi;

/// <summary><c>GET /api/openapi.json</c>: this surface, described.</summary>
public sealed class GetOpenApi
{
    private readonly string document = ApiDocument.Text;

    [Function("openapi")]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "openapi.json")] HttpRequest request) =>
        request.Method == Routes.OpenApi.Method
            ? new ContentResult { StatusCode = StatusCodes.Status200OK, ContentType = "application/json; charset=utf-8", Content = document }
            : Answers.MethodNotAllowed(request.HttpContext.Response, Routes.OpenApi.Method);
}
