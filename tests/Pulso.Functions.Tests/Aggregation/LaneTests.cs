using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Moq;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>The lane of backfills, and the archive sent over it once more.</summary>
[Collection(OnStorage.Name)]
public sealed class LaneTests(LocalStorage storage)
{
    [Fact]
    public async Task What_derives_from_a_backfill_stays_on_its_lane()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        await instance.Get<EventQueue>().SendAsync(tenant.Tenant, Calls.Many(5).Frames(), Lane.Backfill, CancellationToken.None);
        var backfill = Receiver(instance, Lane.Backfill);

        var sent = await backfill.PeekMessagesAsync(100);
        await instance.Aggregator.ApplyAsync(sent, CancellationToken.None);
        var derived = await backfill.PeekMessagesAsync(100);

        Assert.All(sent.Concat(derived), message => Assert.StartsWith($"back-{tenant.Tenant}-", message.SessionId, StringComparison.Ordinal));
        Assert.NotEmpty(derived);
        Assert.Empty(await Receiver(instance, Lane.Live).PeekMessagesAsync(100));
    }

    [Fact]
    public async Task What_derives_goes_over_the_other_lane_where_the_queue_is_full()
    {
        var full = new Mock<ServiceBusSender>();
        full.Setup(queue => queue.CreateMessageBatchAsync(It.IsAny<CancellationToken>())).Throws(new ServiceBusException("full", ServiceBusFailureReason.QuotaExceeded));
        await using var instance = await Instance.StartAsync(storage, sender: full.Object);
        var tenant = await instance.AddTenantAsync();
        var frames = Calls.Many(5).Frames();

        await instance.DeliverAsync(tenant, frames);
        await Stored.IsTheRecountAsync(instance, tenant, frames);

        full.Verify(queue => queue.CreateMessageBatchAsync(It.IsAny<CancellationToken>()), Times.AtLeastOnce);
    }

    [Fact]
    public async Task Two_lanes_that_write_the_same_partition_at_once_give_the_figures_of_both()
    {
        await using var live = await Instance.StartAsync(storage);
        var tenant = await live.AddTenantAsync();
        await using var backfill = await Instance.StartAsync(storage);
        var calls = Calls.Many(60);

        await Task.WhenAll(
            Task.Run(() => DeliverAsync(live, calls.Where((_, i) => i % 2 == 0))),
            Task.Run(() => DeliverAsync(backfill, calls.Where((_, i) => i % 2 == 1))));

        await new QueueView(backfill).ApplyAsync();
        await Stored.IsTheRecountAsync(live, tenant, calls.Frames());

        async Task DeliverAsync(Instance instance, IEnumerable<Pulso.Tests.Scenarios.ContactScript> of)
        {
            foreach (var some in of.Chunk(3))
                await instance.DeliverAsync(tenant, some.Frames());
        }
    }

    [Fact]
    public async Task Lost_rows_come_out_of_the_archive_again_and_the_archive_does_not_grow()
    {
        await using var before = await Instance.StartAsync(storage);
        var tenant = await before.AddTenantAsync();
        await before.DeliverAsync(tenant, Calls.Many(30).Frames());
        await new QueueView(before).ApplyAsync();
        var figures = await before.CellsAsync(tenant);
        var archived = await ArchivedAsync(before, tenant.Tenant);
        await LoseRowsAsync(before, tenant.Tenant);

        await using var after = await Instance.StartAsync(storage);
        Assert.Equal(202, (await Answered.PostAsync(request => after.Function<PostReapply>().RunAsync(request, tenant.Tenant, CancellationToken.None))).Status);
        await new QueueView(after).ApplyAsync();

        Same.Cells(figures, await after.CellsAsync(tenant));
        Assert.Equal(archived, await ArchivedAsync(after, tenant.Tenant));
        await Stored.IsTheArchiveAsync(after, tenant);
    }

    private static ServiceBusReceiver Receiver(Instance instance, Lane lane) =>
        instance.Get<ServiceBusClient>().CreateReceiver(instance.Get<Deployment>().QueueOf(lane), new ServiceBusReceiverOptions());

    private static async Task<IReadOnlyList<string>> ArchivedAsync(Instance instance, string tenant)
    {
        var names = new List<string>();
        await foreach (var blob in instance.Get<BlobServiceClient>().GetBlobContainerClient(Names.ArchiveContainer).GetBlobsAsync(prefix: $"{tenant}/"))
            names.Add(blob.Name);
        return names;
    }

    private static async Task LoseRowsAsync(Instance instance, string tenant)
    {
        var table = instance.Get<TableServiceClient>().GetTableClient(Names.Partitions);
        string partition = Names.Partition(tenant, 0);
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}")))
            rows.Add(row);
        Assert.NotEmpty(rows);
        foreach (var some in rows.Chunk(50))
            await table.SubmitTransactionAsync(some.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey))));
    }
}
