using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Storage;
using Pulso.Kpis;

namespace Pulso.Functions.Snapshots;

/// <summary>Every five minutes: closes the months whose days are closed, and restates those in which a day has changed.</summary>
public sealed class CloseMonths(TenantDirectory tenants, PeriodPublisher publisher, BiIndex index)
{
    [Function("close-months")]
    public Task RunAsync([TimerTrigger("40 */5 * * * *")] TimerInfo timer, CancellationToken cancel) => tenants.ForEachAsync(async tenant =>
    {
        if (await tenants.FindAsync(tenant, cancel) is { } settings && (await publisher.CloseAsync(settings, Grain.Month, cancel)).Count > 0)
            await index.WriteAsync(settings, cancel);
    }, cancel);
}
