using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pulso.Alerts;
using Pulso.Functions.Alerts;
using Pulso.Functions.Tenants;
using Pulso.Settings;

namespace Pulso.Functions.Sources;

/// <summary>Every minute: raises the alarm for each source that has sent nothing for longer than its settings allow.</summary>
public sealed class WatchSources(
    TenantDirectory tenants, SourceActivity activity, AlertRaiser alerts, Operations operations, TimeProvider clock, ILogger<WatchSources> log)
{
    [Function("watch-sources")]
    public Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancel) =>
        tenants.ForEachAsync(tenant => WatchAsync(tenant, cancel), cancel);

    private async Task WatchAsync(string tenant, CancellationToken cancel)
    {
        if (await tenants.FindAsync(tenant, cancel) is { } settings && settings.Sources.Any(source => source.SilentAfterMs is not null))
            await WatchAsync(settings, cancel);
    }

    private async Task WatchAsync(TenantSettings settings, CancellationToken cancel)
    {
        long nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var state in await activity.AllAsync(settings.Tenant, cancel))
        {
            if (state is { IsSilent: false, AlertedMs: { } alertedMs })
            {
                await alerts.GoneAsync(settings.Tenant, AlertOf(state.Name, alertedMs).Id, cancel);
                await activity.TryMarkHeardAsync(settings.Tenant, state, cancel);
                continue; // with the next minute it is looked at anew
            }
            if (state.IsSilent || settings.Sources.FirstOrDefault(source => source.Name == state.Name) is not { } source
                || !source.IsSilent(settings.At(nowMs), state.HeardMs, nowMs))
                continue;
            // Before it is marked: whoever dies in between raises the same alert again.
            await alerts.RaiseAsync(settings, AlertOf(state.Name, state.HeardMs), cancel);
            if (!await activity.TryMarkSilentAsync(settings.Tenant, state, cancel))
                continue;
            operations.SilentSources.Add(state.Name, 1);
            log.LogError("The source {Source} of {Tenant} has been silent since {Since:O}.", state.Name, settings.Tenant, DateTimeOffset.FromUnixTimeMilliseconds(state.HeardMs));
        }
    }

    private static Alert AlertOf(string source, long heardMs) => new(AlertKind.SourceSilent, heardMs, source) { Source = source };
}
