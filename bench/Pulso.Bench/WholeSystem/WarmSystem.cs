using Pulso.Bench.Running;
using Pulso.Bench.Streams;

namespace Pulso.Bench.WholeSystem;

/// <summary>Starts a system whose code is compiled and whose connections are open, by some calls of another tenant.</summary>
internal static class WarmSystem
{
    private const int Calls = 150;

    public static async Task<LocalSystem> StartAsync(Tenant tenant, CancellationToken cancel, bool inMemory = false, bool counted = false, AppVariant variant = default)
    {
        var system = await LocalSystem.StartAsync(cancel, inMemory, counted, variant);
        try
        {
            var warmUp = new Tenant("warm-up", [GeneratedCalls.Source]);
            await system.App.Client.PutAsync(warmUp, cancel);
            await system.App.Client.PutAsync(tenant, cancel);
            await Flow.OfBatchesAsync(system, warmUp, GeneratedCalls.Of(Parameters.Seed, Calls, days: 2), cancel);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }
}
