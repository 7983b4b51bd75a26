using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Storage;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Functions.Figures;

/// <summary><c>GET /api/{tenant}/kpis</c>: figures for any range, grain and split, from the cells as they are now.</summary>
public sealed class GetKpis(Gate gate, PartitionStore partitions, Deployment deployment, TimeProvider clock)
{
    [Function("kpis")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "{tenant}/kpis")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, HttpMethods.Get, Role.Reader, async settings =>
        {
            long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            var query = KpiRequest.Read(request.Query, settings, now, out var faults);
            return query is null ? Answers.Problem(400, "The query is wrong.", faults) : Answers.Of(await RowsAsync(query, settings, now, cancel));
        }, cancel);

    private async Task<List<Dictionary<string, object?>>> RowsAsync(KpiQuery query, TenantSettings settings, long now, CancellationToken cancel)
    {
        var table = new KpiTable(query, settings);
        var from = settings.Calendar.At(query.FromMs).Date;
        var to = settings.Calendar.At(query.ToMs - 1).Date;
        await partitions.CellsAsync(settings.Tenant, deployment.Partitions, from, to, table.Add, cancel);
        return [.. table.Rows(now).Select(row => Json(query, row))];
    }

    private static Dictionary<string, object?> Json(KpiQuery query, KpiRow row)
    {
        var json = new Dictionary<string, object?> { ["from"] = row.Period.From, ["to"] = row.Period.To };
        for (int i = 0; i < query.By.Count; i++)
            json[query.By[i]] = row.Keys[i];
        json["kpi"] = row.Kpi.FullId;
        json["value"] = row.Figure.Value;
        json["numerator"] = row.Figure.Numerator;
        json["denominator"] = row.Figure.Denominator;
        json["unit"] = row.Kpi.UnitText;
        json["n"] = row.Figure.N;
        json["low"] = row.Figure.Low;
        json["high"] = row.Figure.High;
        json["status"] = row.Status;
        json["definitions"] = row.Definitions;
        return json;
    }
}
