namespace Pulso.Acceptance.Running;

/// <summary>One app for the tests that do not disturb it; each has tenants of its own.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    private static int tenants;

    internal RunningApp App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await RunningApp.StartAsync(partitions: 32, sessions: 4);

    public async Task DisposeAsync()
    {
        if (App is not null)
            await App.DisposeAsync();
    }

    /// <param name="more">Further settings of the version, as JSON.</param>
    internal Task<Tenant> TenantAsync(string zone = "UTC", string more = "") =>
        Tenant.CreateAsync(App, $"tenant-{Interlocked.Increment(ref tenants)}", Calls.Source, zone, more);

    internal Tenant Unknown() => new(App, "nobody");
}

/// <summary>The tests that share it.</summary>
[CollectionDefinition(Name)]
public sealed class WithSharedApp : ICollectionFixture<SharedApp>
{
    public const string Name = "with the shared app";
}
