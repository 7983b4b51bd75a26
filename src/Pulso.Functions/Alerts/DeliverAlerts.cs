using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pulso.Alerts;
using Pulso.Functions.Tenants;
using Pulso.Settings;

namespace Pulso.Functions.Alerts;

/// <summary>Every twenty seconds: sends the alerts whose time has come. Nothing that makes figures waits for it, and no receiver for another.</summary>
public sealed class DeliverAlerts(
    TenantDirectory tenants, Deliveries deliveries, AlertStore alerts, AlertQueue queue, WebhookSender webhooks, Operations operations, TimeProvider clock,
    ILogger<DeliverAlerts> log)
{
    private const int TenantsAtOnce = 32;
    private const int Together = 100;

    /// <summary>How long a receiver has in one run, however much there is for it.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(15);

    [Function("deliver-alerts")]
    public Task RunAsync([TimerTrigger("*/20 * * * * *")] TimerInfo timer, CancellationToken cancel) =>
        tenants.ForEachAsync(tenant => DeliverAsync(tenant, cancel), cancel, TenantsAtOnce);

    private async Task DeliverAsync(string tenant, CancellationToken cancel)
    {
        var pending = await deliveries.PendingAsync(tenant, Together, cancel);
        if (pending.Count == 0 || await tenants.FindAsync(tenant, cancel) is not { } settings)
            return;
        string[] targets = [AlertDelivery.Queue, .. settings.Webhooks.Select(webhook => webhook.Name)];
        foreach (var orphan in pending.Where(delivery => !targets.Contains(delivery.Target)))
            await deliveries.ReplaceAsync(tenant, orphan, orphan.After(DeliveryOutcome.Unwanted, "the webhook is no more", NowMs), cancel);
        await Task.WhenAll(targets.Select(target => DeliverAsync(settings, target, cancel)));
    }

    /// <summary>What fails is tried later, and with it what stands behind it: a receiver that is down is asked once in a run.</summary>
    private async Task DeliverAsync(TenantSettings settings, string target, CancellationToken cancel)
    {
        long began = clock.GetTimestamp();
        while (await deliveries.ReachedAsync(settings.Tenant, target, NowMs, Together, cancel) is { Count: > 0 } reached)
        {
            foreach (var delivery in reached)
            {
                if (clock.GetElapsedTime(began) > Turn || !await TryAsync(settings, delivery, cancel))
                    return;
            }
        }
    }

    /// <returns>False where the receiver does not take it now.</returns>
    private async Task<bool> TryAsync(TenantSettings settings, AlertDelivery delivery, CancellationToken cancel)
    {
        var life = await alerts.FindAsync(settings.Tenant, delivery.AlertId, cancel);
        var (outcome, problem) = life is null ? (DeliveryOutcome.Taken, null) : await SendAsync(settings, delivery.Target, life.Alert, cancel);
        var after = delivery.After(outcome, problem, NowMs);
        using (Operations.Spans.StartActivity("settle-delivery"))
            await deliveries.ReplaceAsync(settings.Tenant, delivery, after, cancel);
        operations.Deliveries.Add(outcome.ToString().ToLowerInvariant(), 1);
        if (after is { NextMs: null })
            log.LogError("The alert {Alert} of {Tenant} was not delivered to {Target} after {Attempts} attempts: {Problem}.", after.AlertId, settings.Tenant, after.Target, after.Attempts, problem);
        return outcome != DeliveryOutcome.Failed;
    }

    private async Task<(DeliveryOutcome, string?)> SendAsync(TenantSettings settings, string target, Alert alert, CancellationToken cancel)
    {
        try
        {
            if (target != AlertDelivery.Queue)
                return await webhooks.SendAsync(settings.Tenant, alert, settings.Webhooks.First(webhook => webhook.Name == target), cancel);
            await queue.SendAsync(settings.Tenant, alert, cancel);
            return (DeliveryOutcome.Taken, null);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested && error is ServiceBusException or TimeoutException or FormatException or InvalidOperationException)
        {
            log.LogWarning(error, "An alert of {Tenant} could not be sent to {Target}.", settings.Tenant, target);
            return (DeliveryOutcome.Failed, "could not be sent");
        }
    }

    private long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
