using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pulso.Functions.Erasures;
using Pulso.Functions.Tenants;

namespace Pulso.Functions.Generations;

/// <summary>Every five minutes: where figures were computed by older rules than the app has, begins to compute them anew.</summary>
public sealed class RenewFigures(TenantDirectory tenants, Rebuild rebuild, GenerationDrop drop, ErasureStore erasures, Deployment deployment, ILogger<RenewFigures> log)
{
    [Function("renew-figures")]
    public Task RunAsync([TimerTrigger("0 1/5 * * * *")] TimerInfo timer, CancellationToken cancel) =>
        tenants.ForEachAsync(tenant => RenewAsync(tenant, cancel), cancel);

    private async Task RenewAsync(string tenant, CancellationToken cancel)
    {
        if (await tenants.ReadAsync(tenant, cancel) is not { Generations: var book } document || book.Rules >= deployment.Rules)
            return;
        if (book.Building is { } building)
        {
            if (building.Rules >= deployment.Rules)
                return;
            // Begun before the app had its present rules, it holds what both gave: what it was to take out is left to the next.
            await erasures.PassOnAsync(tenant, building.Number, book.Last + 1, cancel);
            if (!await drop.TryRunAsync(document.Serving(), building, cancel))
                return;
        }
        var state = await rebuild.StartAsync(document.Serving(), book.Building?.Versions, book.Building?.Partitions, cancel);
        log.LogInformation("The figures of {Tenant} are computed anew as generation {Generation}, by rules {Rules}.", tenant, state.Generation, deployment.Rules);
    }
}
