using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;

namespace Pulso.Functions.Panels;

/// <summary><c>GET /api/{tenant}/health-panel</c>: the state of a business day, as the dashboard shows it.</summary>
public sealed class GetHealthPanel(Gate gate, PanelReader reader, SharedAnswers shared, TimeProvider clock)
{
    [Function("health-panel")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "{tenant}/health-panel")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.HealthPanel, async settings =>
        {
            long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            var asked = PanelRequest.Read(request.Query, settings, now, out var faults);
            if (asked is null)
                return Answers.Problem(400, "The query is wrong.", faults);
            return Answers.Tagged(request, await shared.OfAsync($"health-panel {tenant} {request.QueryString}", async () =>
            {
                var panel = await reader.HealthAsync(asked, settings, now, CancellationToken.None);
                var annotations = await reader.AnnotationsAsync(asked.Scope, panel.FirstDay, asked.Scope.Date, settings, CancellationToken.None);
                return Answers.Bytes(HealthJson.Of(asked, panel, annotations, await reader.SourcesAsync(settings, now, CancellationToken.None), settings, now));
            }, cancel));
        }, cancel);
}
