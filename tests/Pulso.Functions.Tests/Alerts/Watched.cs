using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Pulso.Acceptance.Running;
using Pulso.Alerts;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Alerts;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Alerts;

/// <summary>An instance of the app whose alerts are looked at.</summary>
internal static class Watched
{
    public const string AlertsQueue = "alerts";

    public static Task<Instance> StartAsync(LocalStorage storage, Clock clock, string? queue = null) => Instance.StartAsync(
        storage, queue, clock: clock, more: [("Pulso:AlertsQueue", AlertsQueue), ("Pulso:AllowLoopbackWebhooks", "true")]);

    /// <summary>Creates a tenant with webhooks by name, each for alerts of all kinds.</summary>
    public static Task<TenantSettings> AddAlertedTenantAsync(this Instance instance, string version, params (string Name, Receiver Receiver)[] webhooks) =>
        instance.AddTenantOfAsync($$"""
            "sources": {},
            "webhooks": { {{string.Join(',', webhooks.Select(webhook => $"\"{webhook.Name}\": {{ \"url\": \"{webhook.Receiver.Address}\", \"secrets\": [\"{Pulso.Tests.Scenarios.Tenants.Secret}\"] }}"))}} },
            "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC", {{version}} } ]
            """);

    /// <summary>Every alert of a tenant, by what it lies at.</summary>
    public static async Task<IReadOnlyList<AlertLife>> AlertsAsync(this Instance instance, TenantSettings tenant) => [
        .. (await instance.Get<AlertStore>().BetweenAsync(tenant.Tenant, At.Utc("2026-01-01T00:00:00Z"), At.Utc("2027-01-01T00:00:00Z"), openOnly: false, CancellationToken.None)).Reverse()];

    public static Task<IReadOnlyList<AlertDelivery>> PendingAsync(this Instance instance, TenantSettings tenant) =>
        instance.Get<Deliveries>().PendingAsync(tenant.Tenant, 1_000, CancellationToken.None);

    public static Task<IReadOnlyList<AlertDelivery>> DeadAsync(this Instance instance, TenantSettings tenant) =>
        instance.Get<Deliveries>().DeadAsync(tenant.Tenant, 1_000, CancellationToken.None);

    public static Task DeliverAsync(this Instance instance) => instance.Function<DeliverAlerts>().RunAsync(new TimerInfo(), CancellationToken.None);

    public static Task WatchAsync(this Instance instance) => instance.Function<WatchFigures>().RunAsync(new TimerInfo(), CancellationToken.None);

    public static ContactScript Chat(string subject, double seconds = 0) =>
        new ContactScript(subject).Started(seconds, (Field.Channel, "chat"), (Field.Queue, "sales"));
}
