using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pulso.Functions.Storage;
using Pulso.Kpis;

namespace Pulso.Functions.Snapshots;

/// <summary>The memory of the timers of weeks and months: what is published from which days, and how far they are closed.</summary>
public sealed class PublishedPeriods(TableServiceClient tables)
{
    private const string Json = "json";
    private const string Last = "name";

    private readonly TableClient table = tables.GetTableClient(Names.Published);

    /// <summary>The weeks or months of a tenant as they were published last, each with its row's ETag.</summary>
    public async Task<IReadOnlyDictionary<string, (PublishedPeriod Period, ETag Tag)>> AllAsync(string tenant, Grain grain, CancellationToken cancel)
    {
        var periods = new Dictionary<string, (PublishedPeriod, ETag)>();
        string first = Row(grain, "");
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {tenant} and RowKey ge {first} and RowKey lt {first + "~"}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
        {
            var period = JsonSerializer.Deserialize<PublishedPeriod>(row.GetString(Json))!;
            periods.Add(period.Name, (period, row.ETag));
        }
        return periods;
    }

    /// <returns>False if somebody else kept the period since it was found.</returns>
    public async Task<bool> TryKeepAsync(string tenant, Grain grain, PublishedPeriod period, ETag? found, CancellationToken cancel)
    {
        var row = new TableEntity(tenant, Row(grain, period.Name)) { [Json] = JsonSerializer.Serialize(period) };
        return await table.TryKeepAsync(row, found, cancel) is not null;
    }

    /// <summary>The last week or month that is closed; null before the first run.</summary>
    public async Task<string?> CursorAsync(string tenant, Grain grain, CancellationToken cancel)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(tenant, CursorRow(grain), null, cancel);
        return row.HasValue ? row.Value!.GetString(Last) : null;
    }

    public async Task MoveCursorAsync(string tenant, Grain grain, string name, CancellationToken cancel)
    {
        if (await CursorAsync(tenant, grain, cancel) != name)
            await table.UpsertEntityAsync(new TableEntity(tenant, CursorRow(grain)) { [Last] = name }, TableUpdateMode.Replace, cancel);
    }

    // After every row of a day, and after the cursor over the days.
    private static string Row(Grain grain, string name) => $"{Length(grain)}.{name}";

    private static string CursorRow(Grain grain) => $"cursor.{Length(grain)}";

    private static string Length(Grain grain) => grain.ToString().ToLowerInvariant();
}
