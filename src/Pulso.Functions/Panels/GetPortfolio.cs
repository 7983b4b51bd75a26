using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Alerts;
using Pulso.Functions.Access;
using Pulso.Functions.Http;
using Pulso.Functions.Tenants;
using Pulso.Panels;
using Pulso.Settings;

namespace Pulso.Functions.Panels;

/// <summary><c>GET /api/portfolio</c>: the Health cards of every tenant that the key may read, the worst first.</summary>
public sealed class GetPortfolio(TenantDirectory tenants, Keys keys, PanelReader reader, SharedAnswers shared, TimeProvider clock)
{
    private const int AtOnce = 4;

    [Function("portfolio")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "portfolio")] HttpRequest request,
        CancellationToken cancel)
    {
        if (Routes.Portfolio.Refusal(request) is { } refusal)
            return refusal;
        var readable = await ReadableAsync(request, cancel);
        if (readable.Count == 0)
            return Answers.Unauthorized();
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        PanelRequest.Read(request.Query, readable[0], now, out var faults);
        faults = [.. faults.Union(request.Query.Unknown("date"))];
        if (faults.Count > 0)
            return Answers.WrongQuery(faults);
        var found = new ConcurrentBag<PortfolioTenant>();
        await Parallel.ForEachAsync(readable, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (settings, token) =>
        {
            var scope = PanelRequest.Read(request.Query, settings, now, out _)!.Scope;
            var cards = await shared.OfAsync($"cards {settings.Tenant} {scope.Date}", () => reader.CardsAsync(scope, settings, now, CancellationToken.None), token);
            found.Add(new PortfolioTenant(settings, scope.Date, cards));
        });
        return Answers.Tagged(request, new { tenants = PortfolioTenant.WorstFirst(found).Select(Of) });
    }

    private static object Of(PortfolioTenant tenant) => new
    {
        tenant = tenant.Settings.Tenant,
        date = Bi.CsvFile.Text(tenant.Date),
        currency = tenant.Settings.On(tenant.Date).Currency,
        missed = tenant.Count(GoalLevel.Missed),
        warned = tenant.Count(GoalLevel.Warned),
        cards = tenant.Cards.Select(card =>
        {
            var json = PanelJson.Of(card.Row, tenant.Settings.On(tenant.Date));
            json["goal"] = PanelJson.Of(card.Goal);
            json["gap"] = card.Gap;
            json["standing"] = PanelJson.Standing(card.Level);
            return json;
        }),
    };

    private async Task<List<TenantSettings>> ReadableAsync(HttpRequest request, CancellationToken cancel)
    {
        var readable = new List<TenantSettings>();
        foreach (string tenant in await tenants.AllAsync(cancel))
        {
            if (await tenants.FindAsync(tenant, cancel) is { } settings && keys.CallerOf(request, settings).May(Routes.Portfolio))
                readable.Add(settings);
        }
        return readable;
    }
}
