using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Partitions;
using Pulso.Functions.Tenants;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Running;

/// <summary>One process of the app, composed as the app composes itself, with what a test puts in the place of network and clock.</summary>
/// <remarks>Two of them on one storage and queue are two processes: each has its own memory.</remarks>
internal sealed class Instance : IAsyncDisposable
{
    public const string AdminKey = "the-admin-key-of-tests";

    /// <summary>The source of the scripts, as a tenant's document has it.</summary>
    public const string TestSource = $$"""
        "sources": { "/test": { "secrets": ["{{Pulso.Tests.Scenarios.Tenants.Secret}}"] } }
        """;

    /// <summary>A version that all defaults are in force by, in UTC.</summary>
    public const string Defaults = """
        "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC" } ]
        """;

    private readonly ServiceProvider services;
    private readonly LocalStorage storage;

    private Instance(ServiceProvider services, FaultyTransport network, LocalStorage storage) =>
        (this.services, Network, this.storage) = (services, network, storage);

    /// <summary>The way to the tables and blobs.</summary>
    public FaultyTransport Network { get; }

    public Aggregator Aggregator => Get<Aggregator>();

    public PartitionStore Store => Get<PartitionStore>();

    public Operations Operations => Get<Operations>();

    /// <param name="queue">The queue's connection string; one of its own if left out.</param>
    /// <param name="retries">How often the storage clients themselves try again.</param>
    /// <param name="vendors">The way to the vendors' APIs.</param>
    /// <param name="sender">Stands for the way to the queue.</param>
    /// <param name="memory">How much it keeps in memory; as the app does if left out.</param>
    /// <param name="rules">The version of the rules that the app has; its own if left out.</param>
    /// <param name="more">Further app settings.</param>
    public static async Task<Instance> StartAsync(
        LocalStorage storage, string? queue = null, int partitions = 1, TimeProvider? clock = null, int retries = 0,
        HttpMessageHandler? vendors = null, ServiceBusSender? sender = null, PartitionCache? memory = null, int? rules = null, params (string Name, string Value)[] more)
    {
        if (queue is null && storage.Processes == 0) // a test begins: who goes on after another names the queue of both
            await storage.ForgetTenantsAsync();
        storage.Processes++;
        var settings = Settings(storage, queue ?? storage.NewQueue(), partitions, more);
        var network = new FaultyTransport();
        var services = new ServiceCollection().AddLogging().AddSingleton(settings);
        services.AddPulso(settings);
        services.AddSingleton(new TableServiceClient(storage.ConnectionString, Over(network, retries, new TableClientOptions())));
        services.AddSingleton(new BlobServiceClient(storage.ConnectionString, Over(network, retries, new BlobClientOptions())));
        services.AddSingleton(clock ?? TimeProvider.System);
        if (vendors is not null)
            services.AddSingleton(new HttpClient(vendors));
        if (sender is not null)
            services.AddSingleton(sender);
        if (memory is not null)
            services.AddSingleton(memory);
        if (rules is { } version)
            services.AddSingleton(Deployment.Read(settings) with { Rules = version });
        var instance = new Instance(services.BuildServiceProvider(), network, storage);
        foreach (var start in instance.services.GetServices<IHostedService>())
            await start.StartAsync(CancellationToken.None);
        return instance;
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>A function, made as the host makes one.</summary>
    public T Function<T>() => (T)Function(typeof(T));

    public object Function(Type type) => ActivatorUtilities.CreateInstance(services, type);

    /// <summary>Creates a tenant with one version of settings.</summary>
    /// <param name="more">Further settings of the version, as JSON.</param>
    public Task<TenantSettings> AddTenantAsync(string zone = "UTC", string more = "") => AddTenantOfAsync($$"""
        {{TestSource}}, "versions": [ { "validFrom": "1990-01-01", "timeZone": "{{zone}}"{{(more.Length == 0 ? "" : $", {more}")}} } ]
        """);

    /// <summary>Creates a tenant.</summary>
    /// <param name="parts">What its document says beside its name, as JSON.</param>
    public async Task<TenantSettings> AddTenantOfAsync(string parts)
    {
        string tenant = LocalStorage.NewTenant();
        string document = $$"""{ "tenant": "{{tenant}}", {{parts}} }""";
        Assert.Empty(await Get<TenantDirectory>().PutAsync(tenant, JsonSerializer.Deserialize<JsonElement>(document), _ => Task.CompletedTask, CancellationToken.None));
        return (await Get<TenantDirectory>().FindAsync(tenant, CancellationToken.None))!;
    }

    /// <summary>A tenant's document, as stored.</summary>
    public async Task<TenantDocument> DocumentAsync(TenantSettings tenant) => (await Get<TenantDirectory>().ReadAsync(tenant.Tenant, CancellationToken.None))!;

    /// <summary>Applies events as one message of the queue.</summary>
    public async Task<IReadOnlyList<DeadLetter>> DeliverAsync(TenantSettings tenant, params IEnumerable<Frame> frames) =>
        (await Aggregator.ApplyAsync([Messages.Events(tenant.Tenant, frames)], CancellationToken.None)).DeadLetters;

    /// <summary>Every cell of a tenant, as stored.</summary>
    public async Task<Cells> CellsAsync(TenantSettings tenant)
    {
        var cells = new Cells();
        await Store.CellsAsync(
            tenant, new DateOnly(1970, 1, 1), new DateOnly(2199, 1, 1),
            (key, tally) => cells.Add(key, tally), CancellationToken.None);
        return cells;
    }

    /// <summary>A counter over all cells of a tenant.</summary>
    public async Task<long> SumAsync(TenantSettings tenant, Counter counter) => (await CellsAsync(tenant)).All.Sum(cell => cell.Value[counter]);

    public ValueTask DisposeAsync()
    {
        storage.Processes--;
        return services.DisposeAsync();
    }

    private static T Over<T>(FaultyTransport network, int retries, T options) where T : ClientOptions
    {
        options.Transport = network;
        options.Retry.MaxRetries = retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(5);
        return options;
    }

    private static IConfiguration Settings(LocalStorage storage, string queue, int partitions, IEnumerable<(string Name, string Value)> more) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage.ConnectionString,
            ["ServiceBus"] = queue,
            ["Pulso:Queue"] = "events",
            ["Pulso:Partitions"] = $"{partitions}",
            ["Pulso:Sessions"] = "2",
            ["Pulso:AdminKey"] = AdminKey,
            ["Pulso:PseudonymKey"] = Convert.ToBase64String(new byte[32]),
        }).AddInMemoryCollection(more.Select(item => KeyValuePair.Create(item.Name, (string?)item.Value))).Build();
}
