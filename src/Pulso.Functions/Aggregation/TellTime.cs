using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pulso.Events;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;

namespace Pulso.Functions.Aggregation;

/// <summary>Every minute: tells the timelines that asked for it that an instant was reached. After a downtime, all at once.</summary>
public sealed class TellTime(TenantDirectory tenants, Dues dues, EventQueue queue, TimeProvider clock, ILogger<TellTime> log)
{
    [Function("tell-time")]
    public Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancel) =>
        tenants.ForEachAsync(tenant => TellAsync(tenant, cancel), cancel);

    /// <summary>The queue has the events before the rows are forgotten: told twice, perhaps, and never not at all.</summary>
    private async Task TellAsync(string tenant, CancellationToken cancel)
    {
        long nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        while (await dues.ReachedAsync(tenant, nowMs, cancel) is { Count: > 0 } reached)
        {
            await SendAsync(tenant, reached, nowMs, cancel);
            using var span = Operations.Spans.StartActivity("forget");
            try
            {
                await dues.ForgetAsync(tenant, reached, cancel);
            }
            catch (TableTransactionFailedException error) when (error.Status == 404)
            {
                log.LogWarning("Another run tells {Tenant} the time.", tenant);
                return;
            }
        }
    }

    private async Task SendAsync(string tenant, IEnumerable<Due> reached, long nowMs, CancellationToken cancel)
    {
        using var span = Operations.Spans.StartActivity("tell");
        await queue.SendAsync(tenant, reached.DistinctBy(due => due.Key).Select(due => Frame.OfTime(due.Key, nowMs) with { Keys = due.Keys }), cancel);
    }
}
