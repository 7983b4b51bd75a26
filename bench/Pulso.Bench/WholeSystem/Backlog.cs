using Azure.Messaging.ServiceBus;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pulso.Bench.Running;
using Pulso.Bench.Streams;
using Pulso.Events.Parsing;
using Pulso.Functions;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Functions.Webhooks;

namespace Pulso.Bench.WholeSystem;

/// <summary>
/// Accepts events while nothing applies them: the app's own services without its triggers, on the storage and queue that the app then
/// finds. It is what the webhook does after the signature, request by request.
/// </summary>
internal static class Backlog
{
    private const string Aside = "aside";

    /// <summary>The same on a queue that nobody serves, whatever the app does, until <see cref="Release"/>.</summary>
    public static Task AcceptAsideAsync(Storage storage, Tenant tenant, EventStream stream, CancellationToken cancel) =>
        AcceptAsync(storage, tenant, stream, Aside, cancel);

    public static Task AcceptAsync(Storage storage, Tenant tenant, EventStream stream, CancellationToken cancel) =>
        AcceptAsync(storage, tenant, stream, AppSettings.Deployment.Queue, cancel);

    /// <summary>Gives the app all that was accepted aside, at once.</summary>
    public static void Release(Storage storage)
    {
        using var file = new SqliteConnection($"Data Source={storage.QueueFile};Pooling=False;Default Timeout=30");
        file.Open();
        using var move = file.CreateCommand();
        move.CommandText = """
            BEGIN IMMEDIATE;
            INSERT OR IGNORE INTO sessions(queue, session) SELECT DISTINCT $to, session FROM messages WHERE queue = $from;
            UPDATE messages SET queue = $to WHERE queue = $from;
            COMMIT
            """;
        move.Parameters.AddWithValue("$from", Aside);
        move.Parameters.AddWithValue("$to", AppSettings.Deployment.Queue);
        move.ExecuteNonQuery();
    }

    private static async Task AcceptAsync(Storage storage, Tenant tenant, EventStream stream, string queueName, CancellationToken cancel)
    {
        var configuration = AppSettings.Configuration(new Dictionary<string, string>(AppSettings.On(storage)) { ["Pulso__Queue"] = queueName });
        var services = new ServiceCollection().AddLogging().AddSingleton(configuration);
        services.AddPulso(configuration);
        services.AddSingleton<StorageSetup>();
        await using var provider = services.BuildServiceProvider();
        await using var queue = provider.GetRequiredService<ServiceBusClient>(); // given to the container, which does not close it
        await provider.GetRequiredService<StorageSetup>().StartAsync(cancel);
        var faults = await provider.GetRequiredService<TenantDirectory>().PutAsync(tenant.Name, tenant.Document, _ => Task.CompletedTask, cancel);
        if (faults.Count > 0)
            throw new InvalidOperationException(string.Join("; ", faults));
        var settings = (await provider.GetRequiredService<TenantDirectory>().FindAsync(tenant.Name, cancel))!;
        var intake = provider.GetRequiredService<Intake>();
        foreach (byte[] body in stream.Bodies(Parameters.EventsPerRequest))
            await intake.AcceptAsync(settings, EventParser.Batch(body, intake.PseudonymsOf(settings)), Lane.Live, cancel);
    }
}
