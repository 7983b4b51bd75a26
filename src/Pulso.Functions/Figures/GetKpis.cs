using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;
using Pulso.Kpis;

namespace Pulso.Functions.Figures;

/// <summary>
/// <c>GET /api/{tenant}/kpis</c>: figures for any range, grain and split, from the cells as they are now; <c>POST</c> with a settings document: what
/// would be other under it.
/// </summary>
public sealed class GetKpis(Gate gate, FigureReader figures, DefinitionComparison comparison, TimeProvider clock)
{
    [Function("kpis")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/kpis")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Kpis, async settings =>
        {
            long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            var asked = KpiRequest.Read(request.Query, settings, now, out var faults);
            if (asked is null)
                return Answers.WrongQuery(faults);
            var rows = await figures.RowsAsync(asked.Query, settings, now, cancel);
            if (asked.Generation is { } generation)
                return await comparison.WithGenerationAsync(asked, generation, rows, settings, now, cancel);
            if (asked.Other is { } other)
                return await comparison.WithVariantAsync(asked, other, rows, settings, now, cancel);
            if (HttpMethods.IsPost(request.Method))
                return await comparison.WithSettingsAsync(request, asked, rows, settings, now, cancel);
            var shifts = await figures.ShiftsAsync(asked.Query, asked.ShiftDays, settings, now, cancel);
            var differences = asked.Compares ? VariantTable.Of(asked.Query, rows, asked.Baseline) : [];
            return KpiJson.Answer(rows.Select(row => KpiJson.Of(asked.Query, row))
                .Concat(differences.Select(difference => KpiJson.Of(asked.Query, difference))).Concat(shifts.Select(shift => KpiJson.Of(asked.Query, shift))));
        }, cancel);
}
