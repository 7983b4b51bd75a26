using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Invariance;

/// <summary>One replay of a few days of the bank's calls through an app of its own, and what it publishes.</summary>
internal static class BankRun
{
    /// <summary>About 3,000 events of two business days, and some that reach into the next.</summary>
    public static IReadOnlyList<string> Calls => BankCalls.Started("1999-01-01T11:00:00", "1999-01-03T05:30:00");

    /// <summary>The business days that they are of.</summary>
    public static IReadOnlyList<DateOnly> Days { get; } = [new(1999, 1, 1), new(1999, 1, 2), new(1999, 1, 3)];

    public static Task<Tenant> TenantAsync(RunningApp app) => Tenant.CreateAsync(app, "bank", BankCalls.Source, BankCalls.Zone);

    /// <summary>Everything is in the figures, nothing was dead-lettered, a recount agrees; then the files.</summary>
    public static async Task<Exported> PublishAsync(Tenant tenant)
    {
        Assert.Equal(0, await tenant.DrainAsync());
        await tenant.VerifyAsync();
        foreach (var day in Days)
            await tenant.SnapshotAsync(day);
        return (await Exported.OfAsync(tenant)).Of(Days);
    }
}

/// <summary>The run that nothing disturbs.</summary>
public sealed class UndisturbedRun : IAsyncLifetime
{
    internal Exported Files { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (SharedFactAttribute.Reason is not null)
            return;
        await using var app = await RunningApp.StartAsync();
        using var tenant = await BankRun.TenantAsync(app);
        await tenant.ReplayAsync(BankRun.Calls);
        Files = await BankRun.PublishAsync(tenant);
        Assert.Contains(Files.Table("fact_interval", "1999-01-02").Rows, row => row.Long("recontacted") > 0);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}

/// <summary>The tests that compare with it.</summary>
[CollectionDefinition(Name)]
public sealed class WithUndisturbedRun : ICollectionFixture<UndisturbedRun>
{
    public const string Name = "with the undisturbed run";
}
