using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Invariance;

/// <summary>The process dies, is started again, and senders send again what was not accepted: nothing is lost, nothing counted twice.</summary>
[Collection(WithUndisturbedRun.Name)]
public sealed class CrashTests(UndisturbedRun undisturbed)
{
    private const int Partitions = 32;
    private const int Sessions = 8;
    private const int Batch = 100;

    [SharedTheory]
    [InlineData("before:commit:1")]
    [InlineData("before:commit:6")]
    [InlineData("before:commit:20")]
    [InlineData("before:derive:1")]
    [InlineData("before:derive:4")]
    [InlineData("before:derive:8")]
    [InlineData("before:archive:1")]
    [InlineData("before:archive:4")]
    [InlineData("before:archive:8")]
    [InlineData("before:complete:1")]
    [InlineData("before:complete:4")]
    [InlineData("before:complete:8")]
    public async Task A_process_that_dies_at_any_point_leaves_the_same_bytes(string point)
    {
        await using var app = await RunningApp.StartAsync(Partitions, Sessions, killAt: point);
        using var tenant = await BankRun.TenantAsync(app);
        var replay = tenant.ReplayAsync(BankRun.Calls, Batch);

        Assert.Equal(RunningApp.Killed, await app.ExitAsync());
        await app.StartAgainAsync();
        await replay;

        (await BankRun.PublishAsync(tenant)).IsTheSameAs(undisturbed.Files);
    }

    [SharedTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_process_that_is_killed_at_random_moments_leaves_the_same_bytes(int seed)
    {
        var random = new Random(seed);
        var events = BankRun.Calls;
        await using var app = await RunningApp.StartAsync(Partitions, Sessions);
        using var tenant = await BankRun.TenantAsync(app);
        var replay = tenant.ReplayAsync(events, Batch);

        for (int kill = 1; kill <= 3; kill++)
        {
            int accepted = random.Next((kill - 1) * events.Count / 4, kill * events.Count / 4);
            await Wait.UntilAsync(() => tenant.Accepted >= accepted);
            await Task.Delay(random.Next(50));
            app.Kill();
            Assert.Equal(RunningApp.Killed, await app.ExitAsync());
            await app.StartAgainAsync();
        }
        await replay;

        (await BankRun.PublishAsync(tenant)).IsTheSameAs(undisturbed.Files);
    }

    [SharedFact]
    public async Task Two_processes_share_the_work_and_one_goes_on_when_the_other_is_killed()
    {
        var events = BankRun.Calls;
        await using var first = await RunningApp.StartAsync(Partitions, Sessions);
        await using var second = await first.StartBesideAsync();
        using var tenant = await BankRun.TenantAsync(first);
        using var other = new Tenant(second, tenant.Name);

        var replays = Task.WhenAll(
            tenant.ReplayAsync(events.Where((_, place) => place % 2 == 0), Batch),
            other.ReplayAsync(events.Where((_, place) => place % 2 == 1), Batch));
        await Wait.UntilAsync(() => tenant.Accepted >= events.Count / 4);
        first.Kill();
        Assert.Equal(RunningApp.Killed, await first.ExitAsync());
        await first.StartAgainAsync();
        await replays;

        (await BankRun.PublishAsync(other)).IsTheSameAs(undisturbed.Files);
    }
}
