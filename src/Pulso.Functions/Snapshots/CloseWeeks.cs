using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Storage;
using Pulso.Kpis;

namespace Pulso.Functions.Snapshots;

/// <summary>Every five minutes: closes the ISO weeks whose days are closed, and restates those in which a day has changed.</summary>
public sealed class CloseWeeks(TenantDirectory tenants, PeriodPublisher publisher, BiIndex index)
{
    [Function("close-weeks")]
    public Task RunAsync([TimerTrigger("20 */5 * * * *")] TimerInfo timer, CancellationToken cancel) => tenants.ForEachAsync(async tenant =>
    {
        if (await tenants.FindAsync(tenant, cancel) is { } settings && (await publisher.CloseAsync(settings, Grain.Week, cancel)).Count > 0)
            await index.WriteAsync(settings, cancel);
    }, cancel);
}
