using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>A storage that is away for a while: the batch waits inside the function, and is not given back to the queue at once.</summary>
[Collection(OnStorage.Name)]
public sealed class OutageTests(LocalStorage storage)
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 3)]
    [InlineData(2, 3)]
    [InlineData(2, 7)]
    public async Task A_batch_outlasts_lost_requests(int retriesOfTheClient, int lost)
    {
        await using var instance = await Instance.StartAsync(storage, retries: retriesOfTheClient);
        var tenant = await instance.AddTenantAsync();
        var calls = Calls.Many(2);
        await instance.DeliverAsync(tenant, calls[0].Frames);

        instance.Network.FailNext(lost);
        await instance.DeliverAsync(tenant, calls[1].Frames);

        await Stored.IsTheRecountAsync(instance, tenant, calls.Frames());
        await Stored.IsTheArchiveAsync(instance, tenant);
    }

    [Fact]
    public async Task An_archive_that_is_away_is_waited_for()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var call = Calls.Solved("call");
        int lost = 2;
        instance.Network.Rule = request =>
            request.Uri.ToUri().AbsolutePath.Contains("/archive/", StringComparison.Ordinal) && lost-- > 0 ? Fault.RequestLost : Fault.None;

        await instance.DeliverAsync(tenant, call.Frames);

        await Stored.IsTheRecountAsync(instance, tenant, call.Frames);
        await Stored.IsTheArchiveAsync(instance, tenant);
    }
}
