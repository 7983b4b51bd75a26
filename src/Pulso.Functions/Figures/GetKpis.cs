using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Kpis;

namespace Pulso.Functions.Figures;

/// <summary>
/// <c>GET /api/{tenant}/kpis</c>: figures for any range, grain and split, from the cells as they are now; <c>POST</c> with a settings document: what
/// would be other under it.
/// </summary>
public sealed class GetKpis(Gate gate, FigureReader figures, Comparing comparing, TimeProvider clock)
{
    [Function("kpis")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "{tenant}/kpis")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Kpis, async settings =>
        {
            long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            var asked = KpiRequest.Read(request.Query, settings, now, out var faults);
            if (asked is null)
                return Answers.Problem(400, "The query is wrong.", faults);
            var rows = await figures.RowsAsync(asked.Query, settings, now, cancel);
            if (asked.Generation is { } generation)
                return await comparing.WithGenerationAsync(asked, generation, rows, settings, now, cancel);
            if (asked.Other is { } other)
                return await comparing.WithVariantAsync(asked, other, rows, settings, now, cancel);
            if (HttpMethods.IsPost(request.Method))
                return await comparing.WithSettingsAsync(request, asked, rows, settings, now, cancel);
            var shifts = await figures.ShiftsAsync(asked.Query, asked.ShiftDays, settings, now, cancel);
            var differences = asked.Compares ? VariantTable.Of(asked.Query, rows, asked.Baseline) : [];
            return Answers.Of(rows.Select(row => KpiJson.Of(asked.Query, row))
                .Concat(differences.Select(difference => KpiJson.Of(asked.Query, difference))).Concat(shifts.Select(shift => KpiJson.Of(asked.Query, shift))).ToList());
        }, cancel);
}
