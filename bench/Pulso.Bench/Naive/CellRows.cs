using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Pulso.Events;
using Pulso.Functions.Storage;
using Pulso.Measures;

namespace Pulso.Bench.Naive;

/// <summary>A row for each cell, with all its counters; partitions by interval.</summary>
internal sealed class CellRows(TableClient table, Work work)
{
    public async Task AddAsync(CellKey key, Tally tally, CancellationToken cancel)
    {
        string partition = string.Create(CultureInfo.InvariantCulture, $"{key.Date:yyyyMMdd}.{key.IntervalMs}");
        string name = NameOf(key);
        while (true)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, name, null, cancel);
            work.Read();
            var cell = found.HasValue ? Cells.Decode(BinaryRow.Value(found.Value!)) : new Cells();
            cell.Add(key, tally);
            if (await OptimisticWrite.TryAsync(table, BinaryRow.Of(partition, name, cell.Encode()), found.HasValue ? found.Value!.ETag : default(ETag?), work, cancel))
                return;
        }
    }

    /// <summary>All the cells.</summary>
    public async Task<Cells> ReadAsync(CancellationToken cancel)
    {
        var cells = new Cells();
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: cancel))
            cells.Add(Cells.Decode(BinaryRow.Value(row)));
        return cells.Trim();
    }

    // A cell that counts nothing is its key alone.
    private static string NameOf(CellKey key)
    {
        var alone = new Cells();
        alone.At(key);
        return EventId.Text(EventId.Hash(Convert.ToHexStringLower(alone.Encode())));
    }
}
