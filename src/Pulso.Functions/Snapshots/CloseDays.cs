using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pulso.Functions.Bi;
using Pulso.Functions.Tenants;

namespace Pulso.Functions.Snapshots;

/// <summary>Every five minutes: closes the business days that ended, and restates those that changed.</summary>
public sealed class CloseDays(TenantDirectory tenants, DayPublisher publisher, BiIndex index, ILogger<CloseDays> log)
{
    [Function("close-days")]
    public Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancel) =>
        tenants.ForEachAsync(tenant => CloseAsync(tenant, cancel), cancel);

    private async Task CloseAsync(string tenant, CancellationToken cancel)
    {
        if (await tenants.FindAsync(tenant, cancel) is not { } settings)
            return;
        var days = await publisher.CloseAsync(settings, cancel);
        await index.WriteAsync(settings, cancel); // also when nothing was due: a run may have ended before it came to this
        if (days.Count > 0)
            log.LogInformation("Published {Days} days of {Tenant}, {First} to {Last}.", days.Count, tenant, CsvFile.Text(days[0]), CsvFile.Text(days[^1]));
    }
}
