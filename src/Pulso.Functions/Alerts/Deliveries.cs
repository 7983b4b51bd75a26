using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Pulso.Alerts;
using Pulso.Events;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Alerts;

/// <summary>The alerts on their way, a row for each receiver: those to be tried by when, and those that are not tried any more.</summary>
public sealed class Deliveries(TableServiceClient tables, Operations operations)
{
    private const int TransactionLimit = 100;
    private const string Alert = "alert";
    private const string Target = "target";
    private const string Attempts = "attempts";
    private const string Problem = "problem";
    private const string Pending = "n.";
    private const string Dead = "x.";

    private readonly TableClient table = tables.GetTableClient(Names.Deliveries);

    public async Task AddAsync(string tenant, IEnumerable<AlertDelivery> deliveries, CancellationToken cancel)
    {
        foreach (var together in deliveries.Chunk(TransactionLimit))
        {
            await table.SubmitTransactionAsync(together.Select(delivery => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(tenant, delivery))), cancel);
            operations.EntitiesWritten.Add(together.Length);
        }
    }

    /// <summary>The first deliveries to a receiver whose time has come.</summary>
    public Task<IReadOnlyList<AlertDelivery>> ReachedAsync(string tenant, string target, long nowMs, int most, CancellationToken cancel) =>
        ReadAsync(tenant, To(target), To(target) + Instant(nowMs + 1), most, cancel);

    public Task<IReadOnlyList<AlertDelivery>> PendingAsync(string tenant, int most, CancellationToken cancel) => ReadAsync(tenant, Pending, Next(Pending), most, cancel);

    public Task<IReadOnlyList<AlertDelivery>> DeadAsync(string tenant, int most, CancellationToken cancel) => ReadAsync(tenant, Dead, Next(Dead), most, cancel);

    /// <summary>Puts what an attempt left in the place of what it began with.</summary>
    /// <param name="after">Null where it has arrived.</param>
    public async Task ReplaceAsync(string tenant, AlertDelivery before, AlertDelivery? after, CancellationToken cancel)
    {
        var actions = new List<TableTransactionAction>();
        if (after is null || RowKey(after) != RowKey(before))
            actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, Row(tenant, before)));
        if (after is not null)
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(tenant, after)));
        try
        {
            await table.SubmitTransactionAsync(actions, cancel);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            // Another run was here as well, and has said how it ended.
        }
    }

    /// <summary>Sends those that did not arrive again.</summary>
    /// <param name="alert">Of one alert; null for all.</param>
    /// <param name="target">To one receiver; null for all.</param>
    /// <returns>How many.</returns>
    public async Task<int> ResendAsync(string tenant, string? alert, string? target, int most, long nowMs, CancellationToken cancel)
    {
        var dead = await DeadAsync(tenant, most, cancel);
        var asked = dead.Where(one => (alert ?? one.AlertId) == one.AlertId && (target ?? one.Target) == one.Target).ToList();
        foreach (var delivery in asked)
            await ReplaceAsync(tenant, delivery, delivery.Again(nowMs), cancel);
        return asked.Count;
    }

    /// <summary>Puts what is on its way of an alert under another id.</summary>
    public async Task RenameAsync(string tenant, string alert, string next, CancellationToken cancel)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {tenant} and alert eq {alert}");
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
            rows.Add(row);
        foreach (var delivery in rows.Select(Read))
            await ReplaceAsync(tenant, delivery, delivery with { AlertId = next }, cancel);
    }

    private async Task<IReadOnlyList<AlertDelivery>> ReadAsync(string tenant, string fromRow, string toRow, int most, CancellationToken cancel)
    {
        var found = new List<AlertDelivery>();
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {tenant} and RowKey ge {fromRow} and RowKey lt {toRow}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, maxPerPage: Math.Min(most, 1_000), cancellationToken: cancel))
        {
            found.Add(Read(row));
            if (found.Count == most)
                break;
        }
        return found;
    }

    private static AlertDelivery Read(TableEntity row)
    {
        long? nextMs = row.RowKey.StartsWith(Pending, StringComparison.Ordinal)
            ? long.Parse(row.RowKey.Split('.')[2], CultureInfo.InvariantCulture)
            : null;
        return new AlertDelivery(row.GetString(Alert), row.GetString(Target), row.GetInt32(Attempts)!.Value, nextMs, row.GetString(Problem));
    }

    private static TableEntity Row(string tenant, AlertDelivery delivery)
    {
        var row = new TableEntity(tenant, RowKey(delivery)) { [Alert] = delivery.AlertId, [Target] = delivery.Target, [Attempts] = delivery.Attempts };
        if (delivery.Problem is not null)
            row[Problem] = delivery.Problem;
        return row;
    }

    // A receiver's rows lie together, so that those of one that fails are in nobody's way.
    private static string RowKey(AlertDelivery delivery) => delivery.NextMs is { } nextMs
        ? $"{To(delivery.Target)}{Instant(nextMs)}.{delivery.AlertId}"
        : $"{Dead}{Hash(delivery.Target)}.{delivery.AlertId}";

    private static string To(string target) => $"{Pending}{Hash(target)}.";

    private static string Hash(string target) => EventId.Text(EventId.Hash(target));

    private static string Instant(long ms) => ms.ToString("D13", CultureInfo.InvariantCulture);

    /// <summary>The lowest row key after all with a prefix.</summary>
    private static string Next(string prefix) => $"{prefix[..^1]}{(char)(prefix[^1] + 1)}";
}
