using Azure;
using Microsoft.Azure.Functions.Worker;
using Pulso.Alerts;
using Pulso.Functions.Partitions;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Tenants;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Alerts;

/// <summary>Every minute: looks at each interval that has ended since it last looked, once; after a downtime at all of them, in their order.</summary>
/// <remarks>A minute in which no interval ended reads nothing. What is raised is raised before it is remembered: twice perhaps, and one alert all the same.</remarks>
public sealed class WatchFigures(
    TenantDirectory tenants, PartitionStore partitions, Balances balances, WatchStates states, UsualDays usual, AlertRaiser raiser, TimeProvider clock)
{
    /// <summary>The events of an interval's last moments are still on their way when it ends.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    [Function("watch-figures")]
    public Task RunAsync([TimerTrigger("20 * * * * *")] TimerInfo timer, CancellationToken cancel) =>
        tenants.ForEachAsync(tenant => WatchAsync(tenant, cancel), cancel);

    private async Task WatchAsync(string tenant, CancellationToken cancel)
    {
        if (await tenants.FindAsync(tenant, cancel) is not { } settings || !settings.Versions.Any(version => version.IsWatched))
            return;
        long nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        long toMs = settings.Calendar.At(nowMs - (long)Grace.TotalMilliseconds).IntervalMs;
        if (states.Through.GetValueOrDefault(tenant) >= toMs)
            return;
        var (state, tag) = await states.FindAsync(tenant, cancel);
        if (state is null)
            await states.TryKeepAsync(tenant, WatchState.Since(toMs), null, cancel); // what ended before anybody watched is history
        else
            await WatchAsync(settings, state, tag!.Value, nowMs, toMs, cancel);
        states.Through[tenant] = toMs;
    }

    private async Task WatchAsync(TenantSettings settings, WatchState state, ETag found, long nowMs, long toMs, CancellationToken cancel)
    {
        ETag? tag = found;
        (DateOnly From, DateOnly To, Cells Cells)? read = null;
        long fromMs = Math.Max(state.ThroughMs, settings.Calendar.At(nowMs - (long)AlertRaiser.Remembered.TotalMilliseconds).IntervalMs);
        for (long startMs = fromMs; startMs < toMs && tag is not null; startMs = settings.Calendar.EndOfInterval(startMs))
        {
            var watch = new FigureWatch(settings, startMs);
            if (!watch.IsIdle)
            {
                if (read is not { } known || (known.From, known.To) != (watch.FirstDate, watch.Date))
                    read = known = (watch.FirstDate, watch.Date, await CellsAsync(settings, watch, cancel));
                foreach (var (key, tally) in known.Cells.All)
                    watch.Add(key, tally);
            }
            var outcome = watch.Judge(state, watch.NeedsUsual ? await usual.OfAsync(settings, watch.Date, cancel) : null);
            foreach (var alert in outcome.Raised)
                await raiser.RaiseAsync(settings, alert, cancel);
            foreach (string id in outcome.Gone)
                await raiser.GoneAsync(settings.Tenant, id, cancel);
            using var span = Operations.Spans.StartActivity("watched");
            state = outcome.State;
            tag = await states.TryKeepAsync(settings.Tenant, state, tag, cancel); // null where another run is at it
        }
    }

    private async Task<Cells> CellsAsync(TenantSettings settings, FigureWatch watch, CancellationToken cancel)
    {
        var cells = new Cells();
        if (watch.NeedsBalances)
            cells.Add(await balances.OpeningAsync(settings, watch.FirstDate, cancel));
        await partitions.CellsAsync(settings, watch.FirstDate, watch.Date, (key, tally) => cells.Add(key, tally), cancel);
        return cells;
    }
}
