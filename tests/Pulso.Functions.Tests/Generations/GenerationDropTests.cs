using Azure.Data.Tables;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Generations;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Running;
using Pulso.Recounts;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Generations;

/// <summary>A process knows for some seconds generations that another one has dropped: it writes nothing of theirs, and loses nothing by that.</summary>
[Collection(OnStorage.Name)]
public sealed class GenerationDropTests(LocalStorage storage)
{
    [Fact]
    public async Task Who_believes_that_a_dropped_generation_serves_counts_in_the_one_that_does()
    {
        string queue = storage.NewQueue();
        await using var one = await Instance.StartAsync(storage, queue, partitions: 2);
        await using var late = await Instance.StartAsync(storage, queue, partitions: 2, new Clock("2026-03-04T12:00:00Z"));
        var tenant = await one.AddTenantAsync();
        var frames = Calls.Many(12).Frames().ToArray();
        await late.DeliverAsync(tenant, frames[..(frames.Length / 3)]); // and has its partitions in memory

        await RebuildAsync(one, tenant);
        await DropAsync(one, tenant, 1);
        await late.DeliverAsync(tenant, frames[(frames.Length / 3)..]);
        await new Pump(late, new Random(1)).RunAsync();

        Assert.Equal(2, (await one.DocumentAsync(tenant)).Generations.Serving);
        Assert.Equal(["head"], await RowsAsync(one, tenant, 1));
        await Stored.IsTheRecountAsync(one, (await one.DocumentAsync(tenant)).Serving(), frames);
    }

    [Fact]
    public async Task Who_believes_that_a_dropped_generation_is_being_built_writes_nothing_of_it()
    {
        string queue = storage.NewQueue();
        await using var one = await Instance.StartAsync(storage, queue, partitions: 2);
        await using var late = await Instance.StartAsync(storage, queue, partitions: 2, new Clock("2026-03-04T12:00:00Z"));
        var tenant = await one.AddTenantAsync();
        var frames = Calls.Many(12).Frames().ToArray();
        await one.DeliverAsync(tenant, frames[..(frames.Length / 3)]);
        await one.Get<Rebuild>().StartAsync(tenant, null, null, CancellationToken.None);
        var pump = new Pump(one, new Random(1));
        while (await PhaseAsync(one, tenant) == RebuildPhase.Following)
            await pump.StepAsync();
        await late.DeliverAsync(tenant, frames[(frames.Length / 3)..(frames.Length / 2)]);
        Assert.Contains("head", await RowsAsync(one, tenant, 2));
        Assert.NotEqual(["head"], await RowsAsync(one, tenant, 2));

        await DropAsync(one, tenant, 2);
        await late.DeliverAsync(tenant, frames[(frames.Length / 2)..]);
        await new Pump(late, new Random(1)).RunAsync();

        Assert.Equal(["head"], await RowsAsync(one, tenant, 2));
        await Stored.IsTheRecountAsync(one, tenant, frames);
    }

    [Fact]
    public async Task A_generation_that_serves_by_now_is_not_dropped()
    {
        await using var instance = await Instance.StartAsync(storage, storage.NewQueue(), partitions: 2);
        var tenant = await instance.AddTenantAsync();
        var frames = Calls.Many(4).Frames();
        await instance.DeliverAsync(tenant, frames);
        await instance.Get<Rebuild>().StartAsync(tenant, null, null, CancellationToken.None);
        var building = (await instance.DocumentAsync(tenant)).Generations.Building!;
        await new Pump(instance, new Random(1)).RunAsync();

        Assert.False(await instance.Get<GenerationDrop>().TryRunAsync(tenant, building, CancellationToken.None));

        Same.Cells(Recount.Of(frames, tenant), await instance.CellsAsync((await instance.DocumentAsync(tenant)).Serving()));
    }

    [Fact]
    public async Task A_generation_that_is_dropped_is_not_switched_to()
    {
        await using var instance = await Instance.StartAsync(storage, storage.NewQueue(), partitions: 2);
        var tenant = await instance.AddTenantAsync();
        await instance.Get<Rebuild>().StartAsync(tenant, null, null, CancellationToken.None);
        var document = await instance.Get<TenantDirectory>().ChangeAsync(
            tenant.Tenant, known => known with { Generations = known.Generations.Mark(2, GenerationState.Dropping) }, CancellationToken.None);

        Assert.Throws<InvalidOperationException>(() => document.Switched(2));
    }

    [Fact]
    public async Task A_document_from_before_the_drop_that_is_put_back_opens_its_generation_again()
    {
        await using var instance = await Instance.StartAsync(storage, storage.NewQueue(), partitions: 2);
        var tenant = await instance.AddTenantAsync();
        var frames = Calls.Many(8).Frames().ToArray();
        await instance.DeliverAsync(tenant, frames[..(frames.Length / 2)]);
        var before = await instance.DocumentAsync(tenant);
        await RebuildAsync(instance, tenant);
        await DropAsync(instance, tenant, 1);

        await instance.Get<TenantDirectory>().ChangeAsync(tenant.Tenant, _ => before, CancellationToken.None);
        await instance.DeliverAsync(tenant, frames[(frames.Length / 2)..]);
        await Answered.PostAsync(request => instance.Function<PostReapply>().RunAsync(request, tenant.Tenant, CancellationToken.None));

        await Stored.IsTheRecountAsync(instance, before.Serving(), frames);
    }

    private static async Task RebuildAsync(Instance instance, TenantSettings tenant)
    {
        await instance.Get<Rebuild>().StartAsync(tenant, null, null, CancellationToken.None);
        await new Pump(instance, new Random(1)).RunAsync();
    }

    private static async Task DropAsync(Instance instance, TenantSettings tenant, int generation) => await instance.Get<GenerationDrop>().TryRunAsync(
        tenant, (await instance.DocumentAsync(tenant)).Generations.Find(generation)!, CancellationToken.None);

    private static async Task<RebuildPhase?> PhaseAsync(Instance instance, TenantSettings tenant) =>
        (await instance.Get<RebuildStates>().FindAsync(tenant.Tenant, 2, CancellationToken.None)).State?.Phase;

    /// <summary>The names of a generation's rows in all partitions.</summary>
    private static async Task<IReadOnlyList<string>> RowsAsync(Instance instance, TenantSettings tenant, int generation)
    {
        var rows = new SortedSet<string>(StringComparer.Ordinal);
        for (int index = 0; index < 2; index++)
        {
            string key = Names.Partition(tenant with { Generation = new Generation(generation, null) }, index);
            await foreach (var row in instance.Get<TableServiceClient>().GetTableClient(Names.Partitions).QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {key}")))
                rows.Add(row.RowKey);
        }
        return [.. rows];
    }
}
