using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Tenants;
using Pulso.Kpis;

namespace Pulso.Functions.Snapshots;

/// <summary>Every five minutes: closes the ISO weeks and the months whose days are closed, and restates those in which a day has changed.</summary>
public sealed class ClosePeriods(TenantDirectory tenants, PeriodPublisher publisher, BiIndex index)
{
    [Function("close-weeks")]
    public Task WeeksAsync([TimerTrigger("20 */5 * * * *")] TimerInfo timer, CancellationToken cancel) => CloseAsync(Grain.Week, cancel);

    [Function("close-months")]
    public Task MonthsAsync([TimerTrigger("40 */5 * * * *")] TimerInfo timer, CancellationToken cancel) => CloseAsync(Grain.Month, cancel);

    private Task CloseAsync(Grain grain, CancellationToken cancel) => tenants.ForEachAsync(async tenant =>
    {
        if (await tenants.FindAsync(tenant, cancel) is { } settings && (await publisher.CloseAsync(settings, grain, cancel)).Count > 0)
            await index.WriteAsync(settings, cancel);
    }, cancel);
}
