using Pulso.Functions.Aggregation;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Measures;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>What contacts tell their customers' timelines must arrive, however often, whatever dies in between.</summary>
[Collection(OnStorage.Name)]
public sealed class OutboxTests(LocalStorage storage)
{
    [Fact]
    public async Task Derived_events_left_in_the_head_are_sent_when_the_partition_is_loaded()
    {
        string queue = storage.NewQueue();
        await using var first = await Instance.StartAsync(storage, queue);
        await using var second = await Instance.StartAsync(storage, queue);
        var tenant = await first.AddTenantAsync();
        var call = Calls.Solved("call");
        string key = Names.Partition(tenant.Tenant, 0);

        // The first process commits, and dies before it sends.
        var partition = await first.Store.LoadAsync(key, CancellationToken.None);
        await first.Get<PartitionWriter>().ApplyAsync(tenant.Tenant, partition, call.Frames, tenant, careful: false, CancellationToken.None);
        Assert.Empty(await new QueueView(first).NextAsync());
        await second.DeliverAsync(tenant, call.Frames);

        Assert.Empty((await second.Store.LoadAsync(key, CancellationToken.None)).Head.Outbox); // or whoever reads it next would send it again
        await Stored.IsTheRecountAsync(second, tenant, call.Frames);
        Assert.Contains((await second.CellsAsync(tenant)).All, cell => cell.Value[Counter.Fcr] == 1);
    }

    [Fact]
    public async Task What_was_sent_is_dropped_by_the_next_transaction()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var queue = new QueueView(instance);
        await instance.DeliverAsync(tenant, Calls.Solved("one").Frames);
        await queue.ApplyAsync();

        var head = (await instance.Store.LoadAsync(Names.Partition(tenant.Tenant, 0), CancellationToken.None)).Head;

        Assert.Empty(head.Outbox);
    }

    [Fact]
    public async Task Derived_events_that_come_twice_and_in_any_order_change_nothing()
    {
        string queue = storage.NewQueue();
        await using var instance = await Instance.StartAsync(storage, queue, partitions: 4);
        var tenant = await instance.AddTenantAsync();
        var calls = Enumerable.Range(0, 6).Select(i => Calls.Solved($"call-{i}", at: i * 3_600, customer: "ana")).ToList();
        foreach (var call in calls)
        {
            foreach (var frame in call.Frames.Reverse())
                await instance.DeliverAsync(tenant, frame);
        }

        var derived = await new QueueView(instance).NextAsync();
        await instance.Aggregator.ApplyAsync([.. derived.Reverse()], CancellationToken.None);

        await Stored.IsTheRecountAsync(instance, tenant, calls.Frames());
        Assert.Contains((await instance.CellsAsync(tenant)).All, cell => cell.Value[Counter.Recontacted] > 0);
    }

    [Fact]
    public async Task A_customer_who_turns_out_to_be_another_takes_the_contact_along()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4);
        var tenant = await instance.AddTenantAsync();
        var first = Calls.Solved("first", customer: "ana");
        var second = Calls.Solved("second", at: 3_600, customer: "ana");
        await instance.DeliverAsync(tenant, [.. first.Frames, .. second.Frames]);
        await new QueueView(instance).ApplyAsync();

        second.Classified(4_000, (Pulso.Events.Field.Customer, "ben"));
        await instance.DeliverAsync(tenant, second.Frames[^1]);

        await Stored.IsTheRecountAsync(instance, tenant, [.. first.Frames, .. second.Frames]);
        Assert.DoesNotContain((await instance.CellsAsync(tenant)).All, cell => cell.Value[Counter.Recontacted] > 0);
    }
}
