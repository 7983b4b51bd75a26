using Azure.Messaging.ServiceBus;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Generations;
using Pulso.Functions.Health;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Generations;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Health;

/// <summary><c>GET health</c> says that something is wrong exactly while something is.</summary>
[Collection(OnStorage.Name)]
public sealed class HealthTests : IDisposable
{
    private const string Late = " s behind";

    // The other tests' tenants are behind in many ways.
    private readonly LocalStorage storage = new();
    private readonly Clock clock = new($"{TimeProvider.System.GetUtcNow():O}");

    public void Dispose() => storage.Dispose();

    [Fact]
    public async Task A_new_deployment_is_well()
    {
        await using var instance = await Instance.StartAsync(storage);
        var (status, reasons) = await AskAsync(instance);
        Assert.Equal(200, status);
        Assert.Empty(reasons);
    }

    [Fact]
    public async Task A_message_that_has_waited_for_more_than_five_minutes_degrades_it()
    {
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        await instance.Get<EventQueue>().SendAsync(tenant.Tenant, Calls.Solved("late").Frames, CancellationToken.None);

        Assert.DoesNotContain((await AskAsync(instance)).Reasons, reason => reason.StartsWith("aggregate ", StringComparison.Ordinal));
        Later(TimeSpan.FromMinutes(6));
        var (status, reasons) = await AskAsync(instance);

        Assert.Equal(503, status);
        Assert.Contains(reasons, reason => reason.StartsWith("aggregate is ", StringComparison.Ordinal) && reason.EndsWith(Late, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backfill_may_wait_for_as_long_as_it_takes()
    {
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        await instance.Get<EventQueue>().SendAsync(tenant.Tenant, Calls.Solved("old").Frames, Lane.Backfill, CancellationToken.None);
        Later(TimeSpan.FromMinutes(30));
        Assert.DoesNotContain((await AskAsync(instance)).Reasons, reason => reason.StartsWith("aggregate", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("00:30")]
    [InlineData("12:00")]
    [InlineData("22:41")] // 26 hours later another day has ended, not yet an hour ago
    public async Task A_day_that_nobody_has_closed_for_an_hour_degrades_it_until_somebody_does(string timeOfDay)
    {
        clock.Set($"{clock.GetUtcNow():yyyy-MM-dd}T{timeOfDay}:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        await instance.AddTenantAsync();
        await AskAsync(instance); // since then the process counts
        Later(TimeSpan.FromHours(26));

        Assert.Contains((await AskAsync(instance)).Reasons, reason => reason.StartsWith("close-days is ", StringComparison.Ordinal));
        await instance.CloseDaysAsync();
        Assert.DoesNotContain((await AskAsync(instance)).Reasons, reason => reason.StartsWith("close-days", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Storage_out_of_reach_degrades_it()
    {
        await using var instance = await Instance.StartAsync(storage);
        instance.Network.Rule = _ => Fault.RequestLost;
        var (status, reasons) = await AskAsync(instance);
        Assert.Equal(503, status);
        Assert.Contains("the storage cannot be reached", reasons);
    }

    [Fact]
    public async Task A_rebuild_tells_how_far_it_is_and_one_that_waits_for_somebody_degrades_it()
    {
        await using var instance = await Instance.StartAsync(storage, storage.NewQueue(), partitions: 2);
        var tenant = await instance.AddTenantAsync();
        var pump = new Pump(instance, new Random(1));
        await instance.Get<EventQueue>().SendAsync(tenant.Tenant, Calls.Many(3).Frames(), CancellationToken.None);
        await pump.RunAsync();
        await instance.Get<Rebuild>().StartAsync(tenant, null, null, CancellationToken.None);

        var under = await instance.Get<Examination>().RunAsync(CancellationToken.None);
        Assert.Equal((tenant.Tenant, 2, "Following", 0L), (under.Rebuilds[0].Tenant, under.Rebuilds[0].Generation, under.Rebuilds[0].Phase, under.Rebuilds[0].Events));
        Assert.DoesNotContain(under.Reasons, reason => reason.Contains("rebuild", StringComparison.Ordinal));

        await foreach (var blob in storage.Blobs.GetBlobContainerClient(Names.ArchiveContainer).GetBlobsAsync(prefix: $"{tenant.Tenant}/"))
            await storage.Blobs.GetBlobContainerClient(Names.ArchiveContainer).DeleteBlobAsync(blob.Name);
        await pump.RunAsync();
        var waiting = await instance.Get<Examination>().RunAsync(CancellationToken.None);
        Assert.Equal(("Differing", 1), (waiting.Rebuilds[0].Phase, waiting.Rebuilds[0].DaysCompared));
        Assert.Contains("a rebuild found other figures and waits for a decision", waiting.Reasons);

        await instance.Get<Rebuild>().TryAcceptAsync(tenant, CancellationToken.None);
        Assert.Empty((await instance.Get<Examination>().RunAsync(CancellationToken.None)).Rebuilds);
    }

    [Fact]
    public async Task Reasons_name_no_tenant()
    {
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        Later(TimeSpan.FromHours(26));
        Assert.All((await AskAsync(instance)).Reasons, reason => Assert.DoesNotContain(tenant.Tenant, reason, StringComparison.Ordinal));
    }

    private void Later(TimeSpan span) => clock.Set($"{clock.GetUtcNow() + span:O}");

    private static async Task<(int Status, IReadOnlyList<string> Reasons)> AskAsync(Instance instance)
    {
        var answer = await Answered.GetAsync(request => instance.Function<GetHealth>().RunAsync(request, CancellationToken.None));
        return (answer.Status, [.. answer.Json.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!)]);
    }
}
