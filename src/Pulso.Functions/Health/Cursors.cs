using Azure.Messaging.ServiceBus;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Bi;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Storage;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Functions.Health;

/// <summary>Reads the lag of every cursor: the queue's oldest message and the inboxes' oldest row, the days to close, the instants to tell.</summary>
public sealed class Cursors(ServiceBusClient client, PublishedDays published, PublishedPeriods periods, Dues dues, Inbox inbox, Deployment deployment, TimeProvider clock, Operations operations)
{
    public const string CloseDays = "close-days";
    public const string CloseWeeks = "close-weeks";
    public const string CloseMonths = "close-months";
    public const string TellTime = "tell-time";
    public const string Live = "aggregate";
    public const string Backfill = "aggregate-backfill";

    private readonly long startedMs = clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The age of the oldest message of a lane; of the live one also of what its inboxes should have been emptied of.</summary>
    public async Task<Cursor> QueueAsync(Lane lane, CancellationToken cancel)
    {
        var oldest = await client.CreateReceiver(deployment.QueueOf(lane), new ServiceBusReceiverOptions()).PeekMessagesAsync(1, 0, cancel);
        var since = oldest.Select(message => message.EnqueuedTime);
        if (lane == Lane.Live)
            since = since.Concat((await inbox.LateAsync(cancel)).Values);
        return Noted(lane == Lane.Live ? Live : Backfill, null, null, since.Select(instant => Now - instant.ToUnixTimeMilliseconds()).DefaultIfEmpty(0).Max());
    }

    /// <summary>The days that ended and are not closed, and the instants that were reached and not told.</summary>
    public async Task<IReadOnlyList<Cursor>> OfAsync(TenantSettings settings, CancellationToken cancel)
    {
        var closed = await published.CursorAsync(settings.Tenant, cancel);
        var lastEnded = settings.Calendar.At(Now).Date.AddDays(-1);
        // Of a new tenant no day has ever been closed: nobody could have done so before this process began.
        long sinceMs = closed is { } date ? settings.Calendar.EndOfDay(date.AddDays(1)) : startedMs;
        long late = closed >= lastEnded ? 0 : Now - sinceMs;
        var untold = await dues.UntoldSinceAsync(settings.Tenant, Now, cancel);
        return
        [
            Noted(CloseDays, settings.Tenant, closed?.ToString("yyyy-MM-dd"), late),
            await OfAsync(settings, Grain.Week, CloseWeeks, cancel),
            await OfAsync(settings, Grain.Month, CloseMonths, cancel),
            Noted(TellTime, settings.Tenant, null, untold is { } reachedMs ? Now - reachedMs : 0),
        ];
    }

    /// <summary>How far the weeks or months are closed: behind since the first one ended that is not.</summary>
    private async Task<Cursor> OfAsync(TenantSettings settings, Grain grain, string name, CancellationToken cancel)
    {
        string? closed = await periods.CursorAsync(settings.Tenant, grain, cancel);
        if (closed is null)
            return Noted(name, settings.Tenant, null, Now - startedMs);
        long? sinceMs = null;
        for (var ended = Before(BusinessPeriod.Of(grain, settings.Calendar.At(Now).Date)); string.CompareOrdinal(closed, ended.Name) < 0; ended = Before(ended))
            sinceMs = settings.Calendar.EndOfDay(ended.LastDay);
        return Noted(name, settings.Tenant, closed, sinceMs is { } instant ? Now - instant : 0);

        static BusinessPeriod Before(BusinessPeriod period) => BusinessPeriod.Of(period.Grain, period.FirstDay.AddDays(-1));
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private Cursor Noted(string name, string? tenant, string? closedThrough, long lagMs)
    {
        long seconds = Math.Max(0, lagMs) / 1_000;
        operations.CursorLag.Record(seconds, new KeyValuePair<string, object?>("cursor", name));
        return new Cursor(name, tenant, closedThrough, seconds);
    }
}
