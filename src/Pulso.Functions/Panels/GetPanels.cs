using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;
using Pulso.Settings;

namespace Pulso.Functions.Panels;

/// <summary><c>GET /api/{tenant}/health-panel</c>, <c>action-panel</c>, <c>weekly-panel</c>: what the dashboard's pages show.</summary>
public sealed class GetPanels(Gate gate, PanelReader reader, SharedAnswers shared, TimeProvider clock)
{
    private delegate Task<object> Making(PanelRequest asked, TenantSettings settings, IReadOnlyList<SourceFreshness> sources, long nowMs);

    /// <summary>The state of a business day.</summary>
    [Function("health-panel")]
    public Task<IActionResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/health-panel")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        AnswerAsync(request, tenant, Routes.HealthPanel, async (asked, settings, sources, now) =>
        {
            var panel = await reader.HealthAsync(asked, settings, now, CancellationToken.None);
            var annotations = await reader.AnnotationsAsync(asked.Scope, panel.FirstDay, asked.Scope.Date, settings, CancellationToken.None);
            return HealthJson.Of(asked, panel, annotations, sources, settings, now);
        }, cancel);

    /// <summary>What there is to change.</summary>
    [Function("action-panel")]
    public Task<IActionResult> ActionAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/action-panel")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        AnswerAsync(request, tenant, Routes.ActionPanel, async (asked, settings, sources, now) =>
            ActionJson.Of(asked.Scope, await reader.ActionAsync(asked.Scope, settings, now, CancellationToken.None), sources, settings, now), cancel);

    /// <summary>A week for the committee.</summary>
    [Function("weekly-panel")]
    public Task<IActionResult> WeeklyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/weekly-panel")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        AnswerAsync(request, tenant, Routes.WeeklyPanel, async (asked, settings, sources, now) =>
            WeeklyJson.Of(asked.Scope, await reader.WeeklyAsync(asked.Scope, settings, now, CancellationToken.None), sources, settings, now), cancel);

    /// <param name="make">Is not cancelled with the request: others may wait for the same answer.</param>
    private Task<IActionResult> AnswerAsync(HttpRequest request, string tenant, Route route, Making make, CancellationToken cancel) =>
        gate.PassAsync(request, tenant, route, async settings =>
        {
            long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            if (PanelRequest.Read(request.Query, settings, now, out var faults) is not { } asked)
                return Answers.WrongQuery(faults);
            return Answers.Tagged(request, await shared.OfAsync($"{route.Function} {tenant} {request.QueryString}", async () =>
                Answers.Bytes(await make(asked, settings, await reader.SourcesAsync(settings, now, CancellationToken.None), now)), cancel));
        }, cancel);
}
