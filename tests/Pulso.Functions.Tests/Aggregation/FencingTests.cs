using Azure;
using Azure.Data.Tables;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Aggregation;

[Collection(OnStorage.Name)]
public sealed class FencingTests(LocalStorage storage)
{
    [Fact]
    public async Task A_writer_whose_memory_is_stale_is_fenced_reads_again_and_counts_once()
    {
        string queue = storage.NewQueue();
        await using var first = await Instance.StartAsync(storage, queue);
        await using var second = await Instance.StartAsync(storage, queue);
        var tenant = await first.AddTenantAsync();
        var calls = Calls.Many(3);

        await first.DeliverAsync(tenant, calls[0].Frames);
        await second.DeliverAsync(tenant, calls[1].Frames);
        await first.DeliverAsync(tenant, calls[2].Frames);

        await Stored.IsTheRecountAsync(first, tenant, calls.Frames());
    }

    [Fact]
    public async Task A_contact_that_looks_new_and_is_not_is_read_and_counted_once()
    {
        string queue = storage.NewQueue();
        await using var first = await Instance.StartAsync(storage, queue);
        await using var second = await Instance.StartAsync(storage, queue);
        var tenant = await first.AddTenantAsync();
        var call = Calls.Solved("call");
        await first.DeliverAsync(tenant, call.Frames.Take(3));

        await second.DeliverAsync(tenant, call.Frames);

        await Stored.IsTheRecountAsync(second, tenant, call.Frames);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_commit_whose_answer_is_lost_counts_once_whoever_tries_again(int retriesOfTheClient)
    {
        await using var instance = await Instance.StartAsync(storage, retries: retriesOfTheClient);
        var tenant = await instance.AddTenantAsync();
        var calls = Calls.Many(2);
        await instance.DeliverAsync(tenant, calls[0].Frames);

        instance.Network.FailWrite(1, Fault.AnswerLost);
        await instance.DeliverAsync(tenant, calls[1].Frames);

        await Stored.IsTheRecountAsync(instance, tenant, calls.Frames());
    }

    [Fact]
    public async Task The_first_commit_of_a_partition_counts_once_when_its_answer_is_lost()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var call = Calls.Solved("call");

        instance.Network.FailWrite(1, Fault.AnswerLost);
        await instance.DeliverAsync(tenant, call.Frames);

        await Stored.IsTheRecountAsync(instance, tenant, call.Frames);
    }

    [Fact]
    public async Task A_redelivered_batch_writes_nothing()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var frames = Calls.Many(5).Frames();
        await instance.DeliverAsync(tenant, frames);
        await instance.DeliverAsync(tenant, frames);
        long transactions = instance.Operations.Transactions.Total;

        await instance.DeliverAsync(tenant, frames);

        Assert.Equal(transactions, instance.Operations.Transactions.Total);
        await Stored.IsTheRecountAsync(instance, tenant, frames);
    }

    [Fact]
    public async Task A_warm_partition_does_not_read_before_it_writes()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var calls = Calls.Many(4);
        await instance.DeliverAsync(tenant, calls.Take(3).ToList().Frames());
        await instance.DeliverAsync(tenant, calls[3].Frames.Take(2));
        long read = instance.Operations.RowsRead.Total;

        await instance.DeliverAsync(tenant, calls[3].Frames.Skip(2));

        Assert.Equal(read, instance.Operations.RowsRead.Total);
        await Stored.IsTheRecountAsync(instance, tenant, calls.Frames());
    }

    [Fact]
    public async Task Every_commit_carries_the_ETag_of_the_head_it_was_planned_on()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        string key = Names.Partition(tenant.Tenant, 0);
        await instance.DeliverAsync(tenant, Calls.Solved("call").Frames);
        var stale = await instance.Store.LoadAsync(key, CancellationToken.None);
        await instance.DeliverAsync(tenant, Calls.Solved("another", customer: "ben").Frames);

        var error = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => instance.Store.CommitAsync(stale, stale.Head with { Revision = 99 }, [], CancellationToken.None));

        Assert.Equal(412, error.Status);
        Assert.IsAssignableFrom<RequestFailedException>(error);
    }
}
