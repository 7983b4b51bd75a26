using Azure.Messaging.ServiceBus;
using Pulso.Functions.Aggregation;
using Pulso.Functions.DeadLetters;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.DeadLetters;

/// <summary>What lies on the dead-letter side, and the way back.</summary>
[Collection(OnStorage.Name)]
public sealed class DeadLetterBoxTests(LocalStorage storage)
{
    [Fact]
    public async Task Letters_are_listed_by_tenant_with_their_reason_and_their_events()
    {
        string queue = storage.NewQueue();
        await using var instance = await Instance.StartAsync(storage, queue);
        var (ours, theirs) = (await instance.AddTenantAsync(), await instance.AddTenantAsync());
        await instance.Get<EventQueue>().SendAsync(ours.Tenant, Calls.Solved("call").Frames, CancellationToken.None);
        await instance.Get<EventQueue>().SendAsync(theirs.Tenant, Calls.Solved("call").Frames, Lane.Backfill, CancellationToken.None);
        DeadLetterSide.Take(queue);
        var box = instance.Get<DeadLetterBox>();

        var letter = Assert.Single(await box.AllAsync(ours.Tenant, CancellationToken.None));

        Assert.Equal(("out-of-luck", 6), (letter.Reason, letter.Events.Count));
        Assert.StartsWith("live-", letter.Id, StringComparison.Ordinal);
        Assert.StartsWith("backfill-", Assert.Single(await box.AllAsync(theirs.Tenant, CancellationToken.None)).Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_sent_in_again_has_a_new_id_and_counts_and_the_others_stay()
    {
        string queue = storage.NewQueue();
        await using var instance = await Instance.StartAsync(storage, queue);
        var tenant = await instance.AddTenantAsync();
        foreach (var call in Calls.Many(3))
            await instance.Get<EventQueue>().SendAsync(tenant.Tenant, call.Frames, CancellationToken.None);
        var view = new QueueView(instance);
        var known = (await view.NextAsync()).Select(message => message.MessageId).ToHashSet();
        DeadLetterSide.Take(queue);
        var box = instance.Get<DeadLetterBox>();
        var all = await box.AllAsync(tenant.Tenant, CancellationToken.None);

        Assert.Equal(1, await box.ResubmitAsync(tenant.Tenant, all[1].Id, CancellationToken.None));

        Assert.Equal([all[0].Id, all[2].Id], (await box.AllAsync(tenant.Tenant, CancellationToken.None)).Select(letter => letter.Id));
        var message = Assert.Single(await view.NextAsync());
        Assert.DoesNotContain(message.MessageId, known);
        Assert.Empty((await instance.Aggregator.ApplyAsync([message], CancellationToken.None)).DeadLetters);
        await Stored.IsTheRecountAsync(instance, tenant, all[1].Events);
    }

    [Fact]
    public async Task All_of_a_tenant_are_sent_in_again_or_discarded_and_none_of_another()
    {
        string queue = storage.NewQueue();
        await using var instance = await Instance.StartAsync(storage, queue);
        var (ours, theirs) = (await instance.AddTenantAsync(), await instance.AddTenantAsync());
        foreach (var call in Calls.Many(4))
        {
            await instance.Get<EventQueue>().SendAsync(ours.Tenant, call.Frames, CancellationToken.None);
            await instance.Get<EventQueue>().SendAsync(theirs.Tenant, call.Frames, CancellationToken.None);
        }
        DeadLetterSide.Take(queue);
        var box = instance.Get<DeadLetterBox>();

        Assert.Equal(4, await box.ResubmitAsync(ours.Tenant, null, CancellationToken.None));
        Assert.Empty(await box.AllAsync(ours.Tenant, CancellationToken.None));
        Assert.Equal(4, (await box.AllAsync(theirs.Tenant, CancellationToken.None)).Count);
        Assert.Equal(4, await box.DiscardAsync(theirs.Tenant, CancellationToken.None));
        Assert.Empty(await box.AllAsync(theirs.Tenant, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_sent_in_again_is_what_it_was()
    {
        string queue = storage.NewQueue();
        await using var instance = await Instance.StartAsync(storage, queue);
        var tenant = await instance.AddTenantAsync();
        var events = instance.Get<EventQueue>();
        await events.SendMarkAsync(tenant.Tenant, "drained", CancellationToken.None);
        await events.SendMarkAsync(tenant.Tenant, "rebuilt", generation: 2, follows: true, CancellationToken.None);
        await events.SendArchivedAsync(tenant.Tenant, Calls.Solved("call").Frames, CancellationToken.None);
        var view = new QueueView(instance);
        var before = Batch.Read(await view.NextAsync());
        DeadLetterSide.Take(queue);

        await instance.Get<DeadLetterBox>().ResubmitAsync(tenant.Tenant, null, CancellationToken.None);

        var after = Batch.Read(await view.NextAsync());
        Assert.Empty(after.DeadLetters);
        Assert.Equal(before.Marks.Select(mark => $"{mark}").Order(), after.Marks.Select(mark => $"{mark}").Order());
        Assert.Equal((true, 6), (after.Marks.Exists(mark => mark is { Generation: 2, Follows: true }), after.Archived.Count));
    }

    [Fact]
    public async Task What_is_rejected_once_more_has_another_id_and_no_queue_takes_it_for_a_repetition()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var rejection = new Rejection(Calls.Solved("call").Frames[0], "cannot-be-applied", "it overflows");

        await instance.Get<EventQueue>().SendRejectedAsync(tenant.Tenant, [rejection], CancellationToken.None);
        await instance.Get<EventQueue>().SendRejectedAsync(tenant.Tenant, [rejection], CancellationToken.None);

        var messages = await new QueueView(instance).NextAsync();
        Assert.Equal((2, 2), (messages.Count, messages.Select(message => message.MessageId).Distinct().Count()));
    }

    [Fact]
    public async Task What_is_sent_in_again_and_rejected_at_once_is_left_for_the_next_time()
    {
        string queue = storage.NewQueue();
        await using var other = await Instance.StartAsync(storage, queue);
        var tenant = await other.AddTenantAsync();
        var returning = new Returning(async () =>
        {
            await other.Get<EventQueue>().SendAsync(tenant.Tenant, Calls.Solved("call").Frames, CancellationToken.None);
            DeadLetterSide.Take(queue);
        });
        await returning.ReturnAsync();
        await using var instance = await Instance.StartAsync(storage, queue, sender: returning);
        var box = instance.Get<DeadLetterBox>();

        Assert.Equal(1, await box.ResubmitAsync(tenant.Tenant, null, CancellationToken.None));

        Assert.Single(await box.AllAsync(tenant.Tenant, CancellationToken.None));
    }

    /// <summary>The way to a queue from which everything comes back to the dead-letter side, some times.</summary>
    private sealed class Returning(Func<Task> comeBack) : ServiceBusSender
    {
        private int times = 5;

        public Task ReturnAsync() => times-- > 0 ? comeBack() : Task.CompletedTask;

        public override Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) => ReturnAsync();
    }
}
