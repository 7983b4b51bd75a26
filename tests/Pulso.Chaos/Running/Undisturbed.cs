using Pulso.Acceptance.Running;
using Pulso.Chaos.Streams;

namespace Pulso.Chaos.Running;

/// <summary>The system that nothing disturbs: one process, the events in their order, each once.</summary>
internal sealed class Undisturbed : IAsyncDisposable
{
    private readonly RunningApp app;

    private Undisturbed(RunningApp app) => this.app = app;

    public static async Task<Undisturbed> StartAsync() => new(await RunningApp.StartAsync(partitions: 8, sessions: 2));

    public async Task<Exported> PublishAsync(RoundEvents events)
    {
        using var tenant = await events.TenantAsync(app);
        await tenant.ReplayAsync(events.InOrder, batch: 60);
        await tenant.DrainAsync();
        return await events.PublishAsync(tenant);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
