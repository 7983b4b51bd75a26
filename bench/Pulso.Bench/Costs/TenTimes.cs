using Pulso.Bench.Running;
using Pulso.Bench.Streams;
using Pulso.Bench.WholeSystem;

namespace Pulso.Bench.Costs;

/// <summary>Operations for each event at a steady pace: as it is, and with ten times the events, the tenants, the history.</summary>
internal static class TenTimes
{
    private const int Calls = 8_000;
    private const int History = 3_000;
    private const int Live = 400;
    private const int Times = 10;
    private const int PerSecond = Parameters.LivePerSecond;

    /// <returns>Operations for each event.</returns>
    public static Task<double> AsItIsAsync(bool isDeployed, CancellationToken cancel) => MeasureAsync(1, History, Live, isDeployed, cancel);

    public static Task<double> EventsAsync(CancellationToken cancel) => MeasureAsync(1, History, Times * Live, isDeployed: false, cancel);

    public static Task<double> TenantsAsync(bool isDeployed, CancellationToken cancel) => MeasureAsync(Times, History, Live, isDeployed, cancel);

    public static Task<double> HistoryAsync(CancellationToken cancel) => MeasureAsync(1, Times * History, Live, isDeployed: false, cancel);

    /// <param name="count">Tenants; each with all of the events, at the pace of one.</param>
    private static async Task<double> MeasureAsync(int count, int history, int live, bool isDeployed, CancellationToken cancel)
    {
        var tenants = Enumerable.Range(0, count).Select(number => new Tenant($"bench-{number}", [GeneratedCalls.Source])).ToList();
        var stream = GeneratedCalls.Of(Parameters.Seed, Calls, days: 31).Overlapping(PerSecond, history + live);
        await CloseDaysTimer.PassAsync(TimeSpan.FromSeconds(40 + (live / (double)PerSecond)), cancel);
        await using var system = await WarmSystem.StartAsync(tenants[0], cancel, inMemory: true, counted: true, new AppVariant(null, isDeployed));
        foreach (var tenant in tenants)
        {
            await system.App.Client.PutAsync(tenant, cancel);
            await Flow.OfBatchesAsync(system, tenant, stream.First(history), cancel);
        }
        var events = stream.From(history, live);
        var spent = await Spent.OfAsync(
            system, tenants, () => Task.WhenAll(tenants.Select(tenant => Flow.SendSinglyAsync(system, tenant, events, PerSecond, [], cancel))), cancel);
        return spent.Per(count * live).Operations;
    }
}
