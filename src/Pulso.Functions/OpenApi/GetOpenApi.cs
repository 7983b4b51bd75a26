using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;

namespace Pulso.Functions.OpenApi;

/// <summary><c>GET /api/openapi.json</c>: this surface, described.</summary>
public sealed class GetOpenApi
{
    private readonly string document = ApiDocument.Text;

    [Function("openapi")]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "openapi.json")] HttpRequest request) =>
        Routes.OpenApi.Refusal(request) ?? Answers.OfText(document);
}
