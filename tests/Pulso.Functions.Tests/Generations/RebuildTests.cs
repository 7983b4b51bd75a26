using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Generations;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Functions.Tests.Running;
using Pulso.Measures;
using Pulso.Recounts;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Generations;

/// <summary>A rebuild under traffic gives what the archive says, whoever dies meanwhile; the old figures can be read until they are dropped.</summary>
[Collection(OnStorage.Name)]
public sealed class RebuildTests(LocalStorage storage)
{
    private static readonly JsonArray SlowerVersions =
        JsonNode.Parse("""[ { "validFrom": "1990-01-01", "timeZone": "UTC", "channels": { "voice": { "serviceLevelSeconds": 10 } } } ]""")!.AsArray();

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    public async Task Live_events_in_disorder_two_processes_and_a_bad_network_leave_the_recount_in_the_new_generation(int seed, int partitions)
    {
        var random = new Random(seed);
        string queue = storage.NewQueue();
        await using var one = await Instance.StartAsync(storage, queue, partitions);
        await using var two = await Instance.StartAsync(storage, queue, partitions);
        var tenant = await one.AddTenantAsync();
        var frames = Contacts(random).Frames().ToArray();
        random.Shuffle(frames);
        var pump = new Pump(one, random, two);
        await SendAsync(one, tenant, frames[..(frames.Length / 2)]);
        await pump.RunAsync();

        await one.Get<Rebuild>().StartAsync(tenant, null, null, CancellationToken.None);
        one.Network.FailWrites(oneOf: 15, new Random(seed));
        two.Network.FailWrites(oneOf: 15, new Random(seed + 100));
        foreach (var some in frames[(frames.Length / 2)..].Chunk(10))
        {
            await SendAsync(one, tenant, some);
            for (int i = 0; i < 3; i++)
                await pump.StepAsync();
        }
        await pump.RunAsync();
        one.Network.Rule = two.Network.Rule = _ => Fault.None;

        var served = await ServedAsync(one, tenant);
        Assert.Equal((RebuildPhase.Done, null), await PhaseAsync(one, tenant));
        Assert.Equal(2, served.Generation.Number);
        Same.Cells(Recount.Of(frames, tenant), await one.CellsAsync(served));
        await Stored.IsTheArchiveAsync(one, served);
    }

    [Fact]
    public async Task Other_definitions_give_what_a_fresh_system_has_under_them_and_the_old_figures_stay_readable()
    {
        await using var instance = await Instance.StartAsync(storage, storage.NewQueue(), partitions: 2);
        var tenant = await instance.AddTenantAsync();
        var frames = Calls.Many(20).Select(call => call.Classified(20, (Field.Variant, "b"))).Frames(); // an arm's cells hold it once more
        var pump = new Pump(instance, new Random(1));
        await SendAsync(instance, tenant, frames);
        await pump.RunAsync();
        var before = await instance.CellsAsync(tenant);

        await instance.Get<Rebuild>().StartAsync(tenant, SlowerVersions.DeepClone().AsArray(), null, CancellationToken.None);
        await pump.RunAsync();

        Assert.Empty(await MarksAsync(instance, tenant));
        var served = await ServedAsync(instance, tenant);
        Assert.Equal(2, served.Generation.Number);
        Same.Cells(Recount.Of(frames, served), await instance.CellsAsync(served));
        Same.Cells(before, await instance.CellsAsync((await instance.Get<TenantDirectory>().FindAsync(tenant.Tenant, 1, CancellationToken.None))!));
        var (state, _) = await instance.Get<RebuildStates>().FindAsync(tenant.Tenant, 2, CancellationToken.None);
        Assert.Equal(-20, state!.Report.ByCounter["answered_within"]);

        await SendAsync(instance, tenant, Calls.Solved("later").Frames);
        await pump.RunAsync();
        Assert.Equal(21, (await instance.CellsAsync(served)).All.Where(cell => cell.Key.Facet is null).Sum(cell => cell.Value[Counter.Contacts]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(15)]
    [InlineData(19)]
    [InlineData(23)]
    [InlineData(27)]
    [InlineData(32)]
    public async Task A_process_that_dies_amid_the_rebuild_leaves_it_to_the_next(int write)
    {
        string queue = storage.NewQueue();
        await using var first = await Instance.StartAsync(storage, queue, partitions: 2);
        await using var second = await Instance.StartAsync(storage, queue, partitions: 2);
        var tenant = await first.AddTenantAsync();
        var frames = Calls.Many(6).Frames();
        await SendAsync(first, tenant, frames);
        await new Pump(first, new Random(1)).RunAsync();

        await first.Get<Rebuild>().StartAsync(tenant, null, null, CancellationToken.None);
        using var death = new CancellationTokenSource();
        first.Network.DieAtAnyWrite(write, death);
        await new Pump(first, new Random(write), second) { FirstDies = death.Token }.RunAsync();
        Assert.True(death.IsCancellationRequested, "it did not come so far");

        Assert.Equal((RebuildPhase.Done, null), await PhaseAsync(second, tenant));
        Same.Cells(Recount.Of(frames, tenant), await second.CellsAsync(await ServedAsync(second, tenant)));
    }

    [Fact]
    public async Task A_rebuild_can_spread_the_timelines_over_another_number_of_partitions()
    {
        await using var instance = await Instance.StartAsync(storage, storage.NewQueue(), partitions: 2);
        var tenant = await instance.AddTenantAsync();
        var frames = Contacts(new Random(3)).Frames();
        var pump = new Pump(instance, new Random(1));
        await SendAsync(instance, tenant, frames);
        await pump.RunAsync();

        await instance.Get<Rebuild>().StartAsync(tenant, null, 8, CancellationToken.None);
        await pump.RunAsync();

        var served = await ServedAsync(instance, tenant);
        Assert.Equal(new Generation(2, 8), served.Generation);
        Assert.Equal(8, (await instance.Store.HeadsAsync(served, CancellationToken.None)).Count(head => head is not null));
        Same.Cells(Recount.Of(frames, tenant), await instance.CellsAsync(served));
    }

    [Fact]
    public async Task Figures_that_differ_under_the_same_definitions_are_not_switched_to_until_somebody_accepts()
    {
        await using var instance = await Instance.StartAsync(storage, storage.NewQueue(), partitions: 2);
        var tenant = await instance.AddTenantAsync();
        var pump = new Pump(instance, new Random(1));
        await SendAsync(instance, tenant, Calls.Many(3).Frames());
        await pump.RunAsync();
        await foreach (var blob in storage.Blobs.GetBlobContainerClient(Names.ArchiveContainer).GetBlobsAsync(prefix: $"{tenant.Tenant}/"))
            await storage.Blobs.GetBlobContainerClient(Names.ArchiveContainer).DeleteBlobAsync(blob.Name);

        await instance.Get<Rebuild>().StartAsync(tenant, null, null, CancellationToken.None);
        await pump.RunAsync();

        Assert.Equal((RebuildPhase.Differing, null), await PhaseAsync(instance, tenant));
        Assert.Equal(1, (await ServedAsync(instance, tenant)).Generation.Number);
        Assert.True(await instance.Get<Rebuild>().TryAcceptAsync(tenant, CancellationToken.None));
        Assert.Equal(2, (await ServedAsync(instance, tenant)).Generation.Number);
    }

    private static async Task SendAsync(Instance instance, TenantSettings tenant, IEnumerable<Frame> frames) =>
        await instance.Get<EventQueue>().SendAsync(tenant.Tenant, frames, CancellationToken.None);

    /// <summary>Who has reached a mark of a rebuild.</summary>
    private static async Task<List<string>> MarksAsync(Instance instance, TenantSettings tenant)
    {
        var (first, after) = ($"{tenant.Tenant}.g", $"{tenant.Tenant}.h");
        return await instance.Get<TableServiceClient>().GetTableClient(Names.Marks)
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {after}")).Select(row => $"{row.PartitionKey} {row.RowKey}").ToListAsync();
    }

    private static async Task<TenantSettings> ServedAsync(Instance instance, TenantSettings tenant) =>
        (await instance.DocumentAsync(tenant)).Serving();

    private static async Task<(RebuildPhase?, string?)> PhaseAsync(Instance instance, TenantSettings tenant)
    {
        var (state, _) = await instance.Get<RebuildStates>().FindAsync(tenant.Tenant, 2, CancellationToken.None);
        return (state?.Phase, state?.Failure);
    }

    /// <summary>Contacts of few customers, some of whom turn out to be others.</summary>
    private static IEnumerable<ContactScript> Contacts(Random random)
    {
        for (int i = 0; i < 30; i++)
        {
            double at = random.Next(5 * 86_400);
            var contact = Calls.Solved($"contact-{i}", at, customer: $"customer-{random.Next(8)}", queue: $"queue-{random.Next(3)}");
            if (random.Next(3) == 0)
                contact.Classified(at + 900, (Field.Customer, $"customer-{random.Next(8)}"));
            if (random.Next(4) == 0)
                contact.Reopened(at + 1_200).Resolved(at + 3_600);
            yield return contact;
        }
    }
}
