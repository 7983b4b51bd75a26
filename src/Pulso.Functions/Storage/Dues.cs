using System.Globalization;
using Azure.Data.Tables;
using Pulso.Events;
using Pulso.Timelines;

namespace Pulso.Functions.Storage;

/// <summary>An instant that a timeline asked to be told of.</summary>
/// <param name="Keys">How many keys the pseudonym in the timeline's name is under.</param>
public sealed record Due(TimelineKey Key, long AtMs, int Keys = 1);

/// <summary>The instants that timelines wait for, in their order. A row is written before the timeline that counts on it.</summary>
/// <remarks>One too many does no harm: it says only that an instant was reached, which changes nothing where nothing depends on it.</remarks>
public sealed class Dues(TableServiceClient tables, Operations operations)
{
    private const int TransactionLimit = 100;
    private const string Kind = "kind";
    private const string Name = "name";
    private const string Keys = "keys";

    private readonly TableClient table = tables.GetTableClient(Names.Dues);

    public async Task AskAsync(string tenant, IEnumerable<Due> dues, CancellationToken cancel)
    {
        foreach (var together in dues.DistinctBy(RowKey).Chunk(TransactionLimit))
        {
            await table.SubmitTransactionAsync(together.Select(due => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(tenant, due))), cancel);
            operations.EntitiesWritten.Add(together.Length);
        }
    }

    /// <summary>The first instants up to now, so many that one transaction forgets them.</summary>
    public async Task<IReadOnlyList<Due>> ReachedAsync(string tenant, long nowMs, CancellationToken cancel)
    {
        var reached = new List<Due>();
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {tenant} and RowKey lt {Instant(nowMs + 1)}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, maxPerPage: TransactionLimit, cancellationToken: cancel))
        {
            reached.Add(Read(row));
            if (reached.Count == TransactionLimit)
                break;
        }
        return reached;
    }

    /// <summary>Since when the first instant that was reached waits to be told; null where none does.</summary>
    /// <remarks>An instant of long ago waits since it was asked for.</remarks>
    public async Task<long?> UntoldSinceAsync(string tenant, long nowMs, CancellationToken cancel)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {tenant} and RowKey lt {Instant(nowMs + 1)}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, maxPerPage: 1, cancellationToken: cancel))
        {
            return Math.Max(Read(row).AtMs, row.Timestamp?.ToUnixTimeMilliseconds() ?? 0);
        }
        return null;
    }

    public Task ForgetAsync(string tenant, IReadOnlyList<Due> dues, CancellationToken cancel) =>
        table.SubmitTransactionAsync(dues.Select(due => new TableTransactionAction(TableTransactionActionType.Delete, Row(tenant, due))), cancel);

    /// <summary>Forgets what is waited for by timelines that are no more.</summary>
    public Task ForgetAsync(string tenant, Func<Due, bool> isGone, CancellationToken cancel) =>
        table.DeleteRowsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {tenant}"), cancel, row => isGone(Read(row)));

    private static Due Read(TableEntity row) => new(
        new TimelineKey((TimelineKind)row.GetInt32(Kind)!.Value, row.GetString(Name)),
        long.Parse(row.RowKey.AsSpan(0, row.RowKey.IndexOf('.')), CultureInfo.InvariantCulture),
        row.GetInt32(Keys) ?? 1);

    private static TableEntity Row(string tenant, Due due) =>
        new(tenant, RowKey(due)) { [Kind] = (int)due.Key.Kind, [Name] = due.Key.Name, [Keys] = due.Keys };

    private static string RowKey(Due due) => $"{Instant(due.AtMs)}.{(byte)due.Key.Kind}.{EventId.Text(due.Key.Hash)}";

    private static string Instant(long ms) => ms.ToString("D15", CultureInfo.InvariantCulture);
}
