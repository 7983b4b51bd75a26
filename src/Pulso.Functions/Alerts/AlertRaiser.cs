using Pulso.Alerts;
using Pulso.Events;
using Pulso.Settings;

namespace Pulso.Functions.Alerts;

/// <summary>Raises alerts: each once, with its deliveries, however often it is called and wherever it dies.</summary>
public sealed class AlertRaiser(AlertStore alerts, Deliveries deliveries, Deployment deployment, Operations operations, TimeProvider clock)
{
    /// <summary>What lies further back is told to nobody: it comes with history that is replayed, not from a downtime.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <summary>Takes what timelines tell of alerts: that they hold, or not any more.</summary>
    public Task TakeAsync(TenantSettings settings, IEnumerable<Frame> told, CancellationToken cancel) => Parallel.ForEachAsync(
        told.GroupBy(frame => frame.Key), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancel }, async (of, token) =>
        {
            foreach (var frame in of)
            {
                var (id, alert, told) = AlertTelling.Read(frame);
                long version = VersionOf(settings, told);
                if (alert is not null)
                    await RaiseAsync(settings, alert, version, token);
                else
                    await alerts.ChangeAsync(settings.Tenant, id, life => life.Told(false, version, NowMs), token);
            }
        });

    public Task RaiseAsync(TenantSettings settings, Alert alert, CancellationToken cancel) => RaiseAsync(settings, alert, 1, cancel);

    /// <summary>Says that the cause of an alert is gone.</summary>
    public Task GoneAsync(string tenant, string id, CancellationToken cancel) => alerts.ChangeAsync(tenant, id, life => life.Told(false, 2, NowMs), cancel);

    /// <summary>Timelines count their tellings anew in each generation, and the later generation holds.</summary>
    private static long VersionOf(TenantSettings settings, long version) => ((long)settings.Generation.Number << 40) + version;

    private long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The alert is there before its deliveries are, and says when they are: whoever finds it without makes up for it.</summary>
    private async Task RaiseAsync(TenantSettings settings, Alert alert, long version, CancellationToken cancel)
    {
        // A silence begins when the source was heard of last, however long ago.
        if (alert.Kind != AlertKind.SourceSilent && alert.AtMs < NowMs - (long)Remembered.TotalMilliseconds)
            return;
        if (await alerts.TryAddAsync(settings.Tenant, AlertLife.Of(alert, NowMs, version) with { Keys = settings.Generation.Keys }, cancel))
            operations.AlertsRaised.Add(AlertKindName.Of(alert.Kind), 1);
        else if (await alerts.ChangeAsync(settings.Tenant, alert.Id, life => life.Told(true, version, NowMs), cancel) is { IsSent: true })
            return;
        using (Operations.Spans.StartActivity("send-alert"))
            await deliveries.AddAsync(settings.Tenant, TargetsOf(settings, alert).Select(target => AlertDelivery.First(alert, target)), cancel);
        await alerts.ChangeAsync(settings.Tenant, alert.Id, life => life.IsSent ? life : life with { IsSent = true }, cancel);
    }

    private IEnumerable<string> TargetsOf(TenantSettings settings, Alert alert)
    {
        if (deployment.AlertsQueue is not null)
            yield return AlertDelivery.Queue;
        foreach (var webhook in settings.Webhooks.Where(webhook => webhook.Takes(AlertKindName.Of(alert.Kind))))
            yield return webhook.Name;
    }
}
