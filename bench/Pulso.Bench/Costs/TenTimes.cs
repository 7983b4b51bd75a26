using Pulso.Bench.Running;
using Pulso.Bench.Streams;
using Pulso.Bench.WholeSystem;

namespace Pulso.Bench.Costs;

/// <summary>Operations for each event at a steady pace: as it is, and with ten times the events, the tenants, the history.</summary>
internal static class TenTimes
{
    private const int Calls = 20_000;
    private const int History = 3_000;
    private const int Live = 150;
    private const int Times = 10;

    /// <returns>Operations for each event.</returns>
    public static Task<double> AsItIsAsync(CancellationToken cancel) => MeasureAsync(1, History, Live, cancel);

    public static Task<double> EventsAsync(CancellationToken cancel) => MeasureAsync(1, History, Times * Live, cancel);

    public static Task<double> TenantsAsync(CancellationToken cancel) => MeasureAsync(Times, History, Live, cancel);

    public static Task<double> HistoryAsync(CancellationToken cancel) => MeasureAsync(1, Times * History, Live, cancel);

    private static async Task<double> MeasureAsync(int count, int history, int live, CancellationToken cancel)
    {
        var tenants = Enumerable.Range(0, count).Select(number => new Tenant($"bench-{number}", [GeneratedCalls.Source])).ToList();
        var stream = GeneratedCalls.Of(Parameters.Seed, Calls, days: 31);
        await CloseDaysTimer.PassAsync(TimeSpan.FromSeconds(15 + (live / (double)Parameters.LivePerSecond)), cancel);
        await using var system = await WarmSystem.StartAsync(tenants[0], cancel, inMemory: true, counted: true);
        foreach (var tenant in tenants)
        {
            await system.App.Client.PutAsync(tenant, cancel);
            await Flow.OfBatchesAsync(system, tenant, stream.First(history), cancel);
        }
        var spent = await Spent.OfAsync(
            system,
            tenants,
            () => Task.WhenAll(tenants.Select(tenant => Flow.SendSinglyAsync(
                system, tenant, stream.From(history, live / count), (double)Parameters.LivePerSecond / count, [], cancel))),
            cancel);
        return spent.Per(live).Operations;
    }
}
