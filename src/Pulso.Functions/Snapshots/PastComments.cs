using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Partitions;
using Pulso.Functions.Storage;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Functions.Snapshots;

/// <summary>Tells the time to timelines whose comments are older than what the archive keeps: they drop them then, and so do the rows of the answers.</summary>
/// <remarks>All timelines of a partition are read for that: in every hour of the day some partitions have their turn.</remarks>
public sealed class PastComments(PartitionStore partitions, EventQueue queue, Deployment deployment)
{
    private const int HoursOfDay = 24;

    public async Task ForgetAsync(TenantSettings settings, DateTimeOffset now, CancellationToken cancel)
    {
        if (!settings.MayHoldComments)
            return;
        for (int partition = now.UtcDateTime.Hour; partition < deployment.PartitionsOf(settings); partition += HoursOfDay)
            await ForgetAsync(settings, partition, now.ToUnixTimeMilliseconds(), cancel);
    }

    private async Task ForgetAsync(TenantSettings settings, int partition, long nowMs, CancellationToken cancel)
    {
        long firstMs = settings.Retention.FirstOfComments(nowMs);
        for (TimelinePlace? place = new TimelinePlace(partition, null); place is { } next && next.Partition == partition;)
        {
            (var timelines, place) = await partitions.TimelinesAsync(settings, next, cancel);
            var told = timelines.Where(timeline => timeline.Events.HasCommentBefore(firstMs))
                .Select(timeline => Frame.OfTime(timeline.Key, nowMs) with { Keys = settings.Generation.Keys }).ToList();
            if (told.Count > 0)
                await queue.SendAsync(settings.Tenant, told, cancel);
        }
    }
}
