using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;

namespace Pulso.Functions.Panels;

/// <summary><c>GET /api/{tenant}/weekly-panel</c>: a week for the committee, as the dashboard shows it.</summary>
public sealed class GetWeeklyPanel(Gate gate, PanelReader reader, SharedAnswers shared, TimeProvider clock)
{
    [Function("weekly-panel")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "{tenant}/weekly-panel")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.WeeklyPanel, async settings =>
        {
            long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            var asked = PanelRequest.Read(request.Query, settings, now, out var faults);
            if (asked is null)
                return Answers.Problem(400, "The query is wrong.", faults);
            return Answers.Tagged(request, await shared.OfAsync($"weekly-panel {tenant} {request.QueryString}", async () =>
            {
                var panel = await reader.WeeklyAsync(asked.Scope, settings, now, CancellationToken.None);
                return Answers.Bytes(WeeklyJson.Of(asked.Scope, panel, await reader.SourcesAsync(settings, now, CancellationToken.None), settings, now));
            }, cancel));
        }, cancel);
}
