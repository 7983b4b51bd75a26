using Azure;
using Azure.Data.Tables;
using Pulso.Events;
using Pulso.Functions.Storage;
using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Bench.Naive;

/// <summary>Contacts and customers, a row and a partition each: read, change, write with its ETag, and again when another was faster.</summary>
internal sealed class TimelineRows(TableClient table, TenantSettings settings, Work work)
{
    /// <returns>What the event changes; null when it changes nothing.</returns>
    public async Task<TimelineChange?> ApplyAsync(TimelineKey key, Event item, CancellationToken cancel)
    {
        string partition = Names.TimelineRow(key);
        while (true)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, "timeline", null, cancel);
            work.Read();
            var before = found.HasValue ? Timeline.Decode(BinaryRow.Value(found.Value!)) : Timeline.Empty(key);
            if (before.Apply([item], settings, out _) is not { } change)
                return null;
            var row = BinaryRow.Of(partition, "timeline", change.Next.Encode());
            if (await OptimisticWrite.TryAsync(table, row, found.HasValue ? found.Value!.ETag : default(ETag?), work, cancel))
                return change;
        }
    }
}
