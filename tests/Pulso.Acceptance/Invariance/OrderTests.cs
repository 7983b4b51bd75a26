using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Invariance;

/// <summary>The published bytes depend on the set of events, and on nothing of how they came.</summary>
[Collection(WithUndisturbedRun.Name)]
public sealed class OrderTests(UndisturbedRun undisturbed)
{
    [SharedTheory]
    [InlineData(1, 256, 16, 500)]
    [InlineData(2, 7, 3, 61)]
    [InlineData(3, 1, 1, 997)]
    public async Task Shuffled_and_each_event_twice_gives_the_same_bytes(int seed, int partitions, int sessions, int batch)
    {
        await using var app = await RunningApp.StartAsync(partitions, sessions);
        using var tenant = await BankRun.TenantAsync(app);
        string[] events = [.. BankRun.Calls, .. BankRun.Calls];
        new Random(seed).Shuffle(events);

        await tenant.ReplayAsync(events, batch);

        (await BankRun.PublishAsync(tenant)).IsTheSameAs(undisturbed.Files);
    }

    [SharedFact]
    public async Task Last_event_first_gives_the_same_bytes()
    {
        await using var app = await RunningApp.StartAsync(32, 8);
        using var tenant = await BankRun.TenantAsync(app);

        await tenant.ReplayAsync(BankRun.Calls.Reverse(), 100);

        (await BankRun.PublishAsync(tenant)).IsTheSameAs(undisturbed.Files);
    }

    [SharedTheory]
    [InlineData("1", 20)]
    [InlineData("3", 3)]
    public async Task Gathered_for_some_seconds_gives_the_same_bytes(string seconds, int batch)
    {
        await using var app = await RunningApp.StartAsync(32, 8, more: ("Pulso__GatherSeconds", seconds));
        using var tenant = await BankRun.TenantAsync(app);

        await tenant.ReplayAsync(BankRun.Calls, batch);

        (await BankRun.PublishAsync(tenant)).IsTheSameAs(undisturbed.Files);
    }

    [SharedFact]
    public async Task Days_that_were_published_amid_the_replay_end_with_the_same_bytes()
    {
        await using var app = await RunningApp.StartAsync(32, 8);
        using var tenant = await BankRun.TenantAsync(app);

        await tenant.ReplayAsync(BankRun.Calls.Where(line => line.Contains("contact.started", StringComparison.Ordinal))); // all are open
        await tenant.DrainAsync();
        foreach (var day in BankRun.Days)
            await tenant.SnapshotAsync(day);
        foreach (string[] part in BankRun.Calls.Chunk((BankRun.Calls.Count / 3) + 1))
        {
            await tenant.ReplayAsync(part);
            await tenant.SnapshotAsync(new DateOnly(1999, 1, 2)); // whatever is applied just now
        }
        var files = await BankRun.PublishAsync(tenant);

        Assert.Contains(files.Manifest["files"]!.AsArray(), file => (int)file!["rows"]! == 0); // what was published stays, without its rows
        files.IsTheSameAs(undisturbed.Files);
    }
}
