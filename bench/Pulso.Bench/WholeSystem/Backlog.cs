using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pulso.Bench.Running;
using Pulso.Bench.Streams;
using Pulso.Events.Parsing;
using Pulso.Functions;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Storage;
using Pulso.Functions.Webhooks;

namespace Pulso.Bench.WholeSystem;

/// <summary>
/// Accepts events while nothing applies them: the app's own services without its triggers, on the storage and queue that the app then
/// finds. It is what the webhook does after the signature, request by request.
/// </summary>
internal static class Backlog
{
    public static async Task AcceptAsync(Storage storage, Tenant tenant, EventStream stream, CancellationToken cancel)
    {
        var settings = AppSettings.Configuration(AppSettings.On(storage));
        var services = new ServiceCollection().AddLogging().AddSingleton(settings);
        services.AddPulso(settings);
        services.AddSingleton<StorageSetup>();
        await using var provider = services.BuildServiceProvider();
        await using var queue = provider.GetRequiredService<ServiceBusClient>(); // given to the container, which does not close it
        await provider.GetRequiredService<StorageSetup>().StartAsync(cancel);
        var faults = await provider.GetRequiredService<TenantDirectory>().PutAsync(tenant.Name, tenant.Document, _ => Task.CompletedTask, cancel);
        if (faults.Count > 0)
            throw new InvalidOperationException(string.Join("; ", faults));
        var intake = provider.GetRequiredService<Intake>();
        foreach (byte[] body in stream.Bodies(Parameters.EventsPerRequest))
            await intake.AcceptAsync(tenant.Name, EventParser.Batch(body, intake.PseudonymsOf(tenant.Name)), Lane.Live, cancel);
    }
}
