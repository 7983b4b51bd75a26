using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Bench.Naive;

/// <summary>A row per interval and dimensions, a column per counter; partitions by interval.</summary>
internal sealed class CellRows(TableClient table, Work work)
{
    public async Task AddAsync(CellKey key, Tally tally, CancellationToken cancel)
    {
        string partition = string.Create(CultureInfo.InvariantCulture, $"{key.Date:yyyyMMdd}.{key.IntervalMs}");
        var dimensions = key.Dimensions;
        string name = EventId.Text(EventId.Hash(
            string.Join('\0', dimensions.Channel, dimensions.Direction, dimensions.Queue, dimensions.Reason, dimensions.Priority)));
        while (true)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, name, null, cancel);
            work.Read();
            var row = found.HasValue ? found.Value! : CellColumns.New(partition, name, dimensions);
            CellColumns.Add(row, tally);
            if (await OptimisticWrite.TryAsync(table, row, found.HasValue ? found.Value!.ETag : default(ETag?), work, cancel))
                return;
        }
    }

    /// <summary>All the cells.</summary>
    public async Task<Cells> ReadAsync(CancellationToken cancel)
    {
        var cells = new Cells();
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: cancel))
            cells.Add(CellColumns.Key(row), CellColumns.Tally(row));
        return cells.Trim();
    }
}
