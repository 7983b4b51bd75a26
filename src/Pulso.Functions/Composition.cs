using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pulso.Functions.Access;
using Pulso.Functions.Agents;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Alerts;
using Pulso.Functions.Annotations;
using Pulso.Functions.Bi;
using Pulso.Functions.Contacts;
using Pulso.Functions.Dashboard;
using Pulso.Functions.DeadLetters;
using Pulso.Functions.Erasures;
using Pulso.Functions.Figures;
using Pulso.Functions.Generations;
using Pulso.Functions.Health;
using Pulso.Functions.Panels;
using Pulso.Functions.Partitions;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Sources;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Functions.Vendors;
using Pulso.Functions.Verification;
using Pulso.Functions.Webhooks;

namespace Pulso.Functions;

/// <summary>What the app is made of.</summary>
public static class Composition
{
    public static void AddPulso(this IServiceCollection services, IConfiguration settings)
    {
        AddAzure(services, settings);
        AddTenants(services);
        AddIntake(services);
        AddFigures(services);
        AddGenerations(services);
        AddExports(services);
        AddAnswers(services);
        AddAlerts(services);
        AddHealth(services);
    }

    private static void AddAzure(IServiceCollection services, IConfiguration settings)
    {
        var deployment = Deployment.Read(settings);
        services.AddSingleton(deployment);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Tables(settings));
        services.AddSingleton(Blobs(settings));
        services.AddSingleton(Queue(settings));
        services.AddSingleton(provider => provider.GetRequiredService<ServiceBusClient>().CreateSender(deployment.Queue));
        services.AddHostedService<StorageSetup>();
        services.AddSingleton(Identity(settings));
        services.AddHostedService<Telemetry>();
        services.AddSingleton<Operations>();
    }

    /// <summary>Tenants, and who may do what with them.</summary>
    private static void AddTenants(IServiceCollection services)
    {
        services.AddSingleton<TenantDirectory>();
        services.AddSingleton<TenantRemoval>();
        services.AddSingleton<KeyRegistryStore>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Keys>();
        services.AddSingleton<Secrets>();
        services.AddSingleton<Audit>();
        services.AddSingleton<Gate>();
    }

    /// <summary>The way of events to the queue.</summary>
    private static void AddIntake(IServiceCollection services)
    {
        services.AddSingleton<SourceActivity>();
        services.AddSingleton<Intake>();
        services.AddSingleton<Reception>();
        services.AddSingleton(VendorApi.NewClient());
        services.AddSingleton<VendorApi>();
        services.AddSingleton<VendorDoor>();
        services.AddSingleton<Inbox>();
        services.AddSingleton<WakeUps>();
        services.AddSingleton<EventQueue>();
    }

    /// <summary>Their way from the queue to the figures.</summary>
    private static void AddFigures(IServiceCollection services)
    {
        services.AddSingleton<PartitionStore>();
        services.AddSingleton<Dues>();
        services.AddSingleton<PartitionCache>();
        services.AddSingleton<PartitionWriter>();
        services.AddSingleton<Archive>();
        services.AddSingleton<Marks>();
        services.AddSingleton<Aggregator>();
        services.AddSingleton<DeadLetterCount>();
        services.AddSingleton<DeadLetterBox>();
    }

    /// <summary>Figures computed anew, compared and put under other pseudonyms.</summary>
    private static void AddGenerations(IServiceCollection services)
    {
        services.AddSingleton<Following>();
        services.AddSingleton<ErasureStore>();
        services.AddSingleton<PseudonymKeys>();
        services.AddSingleton<Renaming>();
        services.AddSingleton<Erasure>();
        services.AddSingleton<GenerationDrop>();
        services.AddSingleton<RebuildStates>();
        services.AddSingleton<GenerationComparison>();
        services.AddSingleton<Rebuild>();
        services.AddSingleton<GenerationView>();
        services.AddSingleton<RecountComparison>();
    }

    private static void AddExports(IServiceCollection services)
    {
        services.AddSingleton<BiContainer>();
        services.AddSingleton<PublishedDays>();
        services.AddSingleton<PastComments>();
        services.AddSingleton<Balances>();
        services.AddSingleton<FigureShelf>();
        services.AddSingleton<DayPublisher>();
        services.AddSingleton<PublishedPeriods>();
        services.AddSingleton<PeriodPublisher>();
        services.AddSingleton<BiIndex>();
    }

    /// <summary>What is asked of the figures.</summary>
    private static void AddAnswers(IServiceCollection services)
    {
        services.AddSingleton<AnnotationStore>();
        services.AddSingleton<ContactReader>();
        services.AddSingleton<AgentStore>();
        services.AddSingleton<FairReader>();
        services.AddSingleton<FigureReader>();
        services.AddSingleton<DefinitionComparison>();
        services.AddSingleton<PageFiles>();
        services.AddSingleton<PanelReader>();
        services.AddSingleton<SharedAnswers>();
    }

    private static void AddAlerts(IServiceCollection services)
    {
        services.AddSingleton<AlertStore>();
        services.AddSingleton<AlertRaiser>();
        services.AddSingleton<AlertQueue>();
        services.AddSingleton<Deliveries>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WatchStates>();
        services.AddSingleton<UsualDays>();
    }

    private static void AddHealth(IServiceCollection services)
    {
        services.AddSingleton<Cursors>();
        services.AddSingleton<Examination>();
    }

    // A batch makes hundreds of requests and waits for the slowest; longer outages are waited for by whoever can apply all of it again.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private static TableServiceClient Tables(IConfiguration settings)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 2, Delay = FirstPause, NetworkTimeout = TimeSpan.FromSeconds(15) } };
        return settings["AzureWebJobsStorage"] is { Length: > 0 } connection
            ? new TableServiceClient(connection, options)
            : new TableServiceClient(Endpoint(settings, "AzureWebJobsStorage:tableServiceUri"), Identity(settings), options);
    }

    private static BlobServiceClient Blobs(IConfiguration settings) =>
        settings["AzureWebJobsStorage"] is { Length: > 0 } connection
            ? new BlobServiceClient(connection, BlobOptions())
            : new BlobServiceClient(Endpoint(settings, "AzureWebJobsStorage:blobServiceUri"), Identity(settings), BlobOptions());

    private static BlobClientOptions BlobOptions() => new() { Retry = { MaxRetries = 2, Delay = FirstPause, NetworkTimeout = TimeSpan.FromSeconds(15) } };

    // The defaults wait for minutes; a sender that waits for its 202 does not.
    private static ServiceBusClient Queue(IConfiguration settings)
    {
        var options = new ServiceBusClientOptions { RetryOptions = { TryTimeout = TimeSpan.FromSeconds(5), MaxRetries = 1 } };
        return settings["ServiceBus"] is { Length: > 0 } connection
            ? new ServiceBusClient(connection, options)
            : new ServiceBusClient(settings["ServiceBus:fullyQualifiedNamespace"], Identity(settings), options);
    }

    private static Uri Endpoint(IConfiguration settings, string name) =>
        new(settings[name] ?? throw new InvalidOperationException($"The app settings name neither AzureWebJobsStorage nor {name}."));

    private static TokenCredential Identity(IConfiguration settings) =>
        settings["AzureWebJobsStorage:clientId"] is { Length: > 0 } client ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(client)) : new DefaultAzureCredential();
}
