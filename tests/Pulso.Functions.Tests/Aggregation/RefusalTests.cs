using Azure;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>What the store refuses for good goes to the dead-letter side with its reason, and its neighbours are counted.</summary>
[Collection(OnStorage.Name)]
public sealed class RefusalTests(LocalStorage storage)
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(19)]
    [InlineData(3, 4, 11)]
    public async Task A_contact_whose_row_the_store_refuses_is_dead_lettered_and_its_neighbours_count(params int[] refused)
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var calls = Calls.Many(20);
        instance.Network.Refuse([.. refused.Select(place => Names.TimelineRow(calls[place].Frames[0].Key))]);

        await instance.DeliverAsync(tenant, calls.Frames());
        var dead = await new QueueView(instance).ApplyAsync();

        Assert.Equal(refused.Sum(place => calls[place].Frames.Count), dead.Count);
        Assert.All(dead, letter => Assert.Equal("refused-by-store", letter.Reason));
        Assert.All(dead, letter => Assert.Equal("the store answered 413 RequestBodyTooLarge", letter.Description));
        await Stored.IsTheRecountAsync(instance, tenant, [.. calls.Where((_, place) => !refused.Contains(place)).SelectMany(call => call.Frames)]);
        await Stored.IsTheArchiveAsync(instance, tenant);
    }

    [Fact]
    public async Task A_change_of_120_days_that_the_store_refuses_before_it_has_begun_is_dead_lettered()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var contact = Calls.OnDays("case", 120);
        var call = Calls.Solved("call");
        instance.Network.Rule = request => request.Uri.ToUri().AbsolutePath.Contains("'p.", StringComparison.Ordinal) ? Fault.Refused : Fault.None;

        // One message holds the days that are too many for one transaction; halves of them fit.
        await instance.DeliverAsync(tenant, [.. contact.Frames, .. call.Frames]);

        Assert.Empty(await new QueueView(instance).ApplyAsync());
        await Stored.IsTheRecountAsync(instance, tenant, [.. contact.Frames, .. call.Frames]);
    }

    [Fact]
    public async Task A_store_that_refuses_everything_is_a_broken_world_and_nothing_is_dead_lettered()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Calls.Solved("first").Frames);
        await new QueueView(instance).ApplyAsync();
        instance.Network.Refuse("head");

        await Assert.ThrowsAnyAsync<RequestFailedException>(() => instance.DeliverAsync(tenant, Calls.Solved("call").Frames));

        Assert.DoesNotContain(await new QueueView(instance).NextAsync(), message => message.Subject == MessageSubject.Rejected);
    }
}
