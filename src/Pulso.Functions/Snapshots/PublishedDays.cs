using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pulso.Functions.Bi;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Snapshots;

/// <summary>The timer's own memory: which days are published from which marks, and how far the days are closed.</summary>
public sealed class PublishedDays(TableServiceClient tables)
{
    private const string CursorRow = "cursor";
    private const string ArchiveRow = "whole-archive"; // after every row of a day
    private const string MarksProperty = "marks";
    private const string Json = "json";

    private readonly TableClient table = tables.GetTableClient(Names.Published);

    /// <summary>The day as it was published last, and the row's ETag; nothing before the first time.</summary>
    public async Task<(PublishedDay? Day, ETag? Tag)> FindAsync(string tenant, DateOnly date, CancellationToken cancel)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(tenant, Row(date), null, cancel);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag) : (null, null);
    }

    public async Task<IReadOnlyList<PublishedDay>> AllAsync(string tenant, CancellationToken cancel)
    {
        var days = new List<PublishedDay>();
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {tenant} and RowKey lt {CursorRow}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
            days.Add(Read(row));
        return days;
    }

    /// <returns>False if somebody else kept the day since it was found.</returns>
    public async Task<bool> TryKeepAsync(string tenant, PublishedDay day, ETag? found, CancellationToken cancel)
    {
        var row = new TableEntity(tenant, Row(day.Date))
        {
            [MarksProperty] = day.Marks,
            [Json] = JsonSerializer.Serialize(new Stored(
                day.Opening, day.Closing, day.HadEnded, day.StatusChangesAt, day.Files, day.Restatements, day.Kept, day.Generation)),
        };
        return await table.TryKeepAsync(row, found, cancel) is not null;
    }

    /// <summary>The last business day that is closed; null before the first run.</summary>
    public async Task<DateOnly?> CursorAsync(string tenant, CancellationToken cancel)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(tenant, CursorRow, null, cancel);
        return row.HasValue ? DateOnly.ParseExact(row.Value!.GetString("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
    }

    public Task MoveCursorAsync(string tenant, DateOnly date, CancellationToken cancel) =>
        table.UpsertEntityAsync(new TableEntity(tenant, CursorRow) { ["date"] = Row(date) }, TableUpdateMode.Replace, cancel);

    /// <summary>The first day (UTC) since which the archive of received events is whole; null where nothing of it was ever removed.</summary>
    public async Task<DateOnly?> ArchiveSinceAsync(string tenant, CancellationToken cancel)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(tenant, ArchiveRow, null, cancel);
        return row.HasValue ? DateOnly.ParseExact(row.Value!.GetString("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Notes it. What was removed once stays removed, also when the settings are to keep more.</summary>
    public async Task KeepArchiveSinceAsync(string tenant, DateOnly first, CancellationToken cancel)
    {
        if (!(await ArchiveSinceAsync(tenant, cancel) >= first))
            await table.UpsertEntityAsync(new TableEntity(tenant, ArchiveRow) { ["date"] = Row(first) }, TableUpdateMode.Replace, cancel);
    }

    private static string Row(DateOnly date) => CsvFile.Text(date);

    private static PublishedDay Read(TableEntity row)
    {
        var stored = JsonSerializer.Deserialize<Stored>(row.GetString(Json))!;
        return new PublishedDay(
            DateOnly.ParseExact(row.RowKey, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            row.GetBinary(MarksProperty), stored.Opening, stored.Closing, stored.HadEnded, stored.StatusChangesAt, stored.Files, stored.Restatements)
        {
            Kept = stored.Kept,
            Generation = stored.Generation,
        };
    }

    private sealed record Stored(
        string Opening, string Closing, bool HadEnded, long? StatusChangesAt, IReadOnlyList<ManifestFile> Files, IReadOnlyList<Restatement> Restatements,
        string Kept = "", int Generation = 1);
}
