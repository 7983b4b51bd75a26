using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Pulso.Functions.Bi;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Snapshots;

/// <summary>The timer's own memory: which days are published from which marks, and how far the days are closed.</summary>
public sealed class PublishedDays(TableServiceClient tables)
{
    private const string CursorRow = "cursor";
    private const string MarksProperty = "marks";
    private const string Json = "json";

    private readonly TableClient table = tables.GetTableClient(Names.Published);

    public async Task<PublishedDay?> FindAsync(string tenant, DateOnly date, CancellationToken cancel)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(tenant, Row(date), null, cancel);
        return row.HasValue ? Read(row.Value!) : null;
    }

    public async Task<IReadOnlyList<PublishedDay>> AllAsync(string tenant, CancellationToken cancel)
    {
        var days = new List<PublishedDay>();
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {tenant} and RowKey lt {CursorRow}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
            days.Add(Read(row));
        return days;
    }

    public Task KeepAsync(string tenant, PublishedDay day, CancellationToken cancel)
    {
        var row = new TableEntity(tenant, Row(day.Date))
        {
            [MarksProperty] = day.Marks,
            [Json] = JsonSerializer.Serialize(new Stored(day.HadEnded, day.StatusChangesAt, day.Files, day.Restatements)),
        };
        return table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancel);
    }

    /// <summary>The last business day that is closed; null before the first run.</summary>
    public async Task<DateOnly?> CursorAsync(string tenant, CancellationToken cancel)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(tenant, CursorRow, null, cancel);
        return row.HasValue ? DateOnly.ParseExact(row.Value!.GetString("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
    }

    public Task MoveCursorAsync(string tenant, DateOnly date, CancellationToken cancel) =>
        table.UpsertEntityAsync(new TableEntity(tenant, CursorRow) { ["date"] = Row(date) }, TableUpdateMode.Replace, cancel);

    private static string Row(DateOnly date) => CsvFile.Text(date);

    private static PublishedDay Read(TableEntity row)
    {
        var stored = JsonSerializer.Deserialize<Stored>(row.GetString(Json))!;
        return new PublishedDay(
            DateOnly.ParseExact(row.RowKey, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            row.GetBinary(MarksProperty), stored.HadEnded, stored.StatusChangesAt, stored.Files, stored.Restatements);
    }

    private sealed record Stored(bool HadEnded, long? StatusChangesAt, IReadOnlyList<ManifestFile> Files, IReadOnlyList<Restatement> Restatements);
}
