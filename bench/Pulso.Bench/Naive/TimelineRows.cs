using Azure;
using Azure.Data.Tables;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Storage;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Bench.Naive;

/// <summary>Contacts, customers and agents, a row and a partition each: read, change, write with its ETag, and again when another was faster.</summary>
internal sealed class TimelineRows(TableClient table, TenantSettings settings, Work work)
{
    /// <returns>What the event changes; null when it changes nothing.</returns>
    public async Task<TimelineChange?> ApplyAsync(Frame frame, CancellationToken cancel)
    {
        string partition = Names.TimelineRow(frame.Key);
        while (true)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, "timeline", null, cancel);
            work.Read();
            if (Planned(found.HasValue ? Timeline.Decode(BinaryRow.Value(found.Value!)) : null, frame) is not { } change)
                return null;
            if (await OptimisticWrite.TryAsync(table, BinaryRow.Of(partition, "timeline", change.Row), found.HasValue ? found.Value!.ETag : default(ETag?), work, cancel))
                return change.Change;
        }
    }

    private PlannedChange? Planned(Timeline? before, Frame frame)
    {
        var plan = new Plan(settings, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        plan.Add(frame.Key, before, [frame]);
        return plan.Rejections.Count == 0 ? plan.Changes.SingleOrDefault() : throw new InvalidOperationException(plan.Rejections[0].Description);
    }
}
