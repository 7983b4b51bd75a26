using System.Globalization;
using Azure.Data.Tables;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Aggregation;

/// <summary>Accepted events that wait for their session's turn.</summary>
/// <param name="Key">Begins with the instant at which it was put.</param>
/// <param name="Generation">The generation that alone is concerned; null for all.</param>
public sealed record InboxRow(string Tenant, string Session, string Key, int? Generation, byte[] Body)
{
    public DateTimeOffset Since => DateTimeOffset.FromUnixTimeMilliseconds(Inbox.InstantOf(Key));
}

/// <summary>The inboxes of the live lane's sessions: a row for each session of a request, until the session is woken and takes many of them together.</summary>
/// <remarks>A row is as safe as a message, and costs a thirtieth of it (docs/cost.md). What keeps events in order, and from each other, is the session as ever.</remarks>
public sealed class Inbox(TableServiceClient tables, Deployment deployment, TimeProvider clock, Operations operations)
{
    private const int MostRows = 256;
    private const int MostBytes = 1024 * 1024;
    private const int MostLate = 5_000;
    private const string Generation = "generation";

    // How long after its turn what waits is late.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TableClient table = tables.GetTableClient(Names.Inbox);

    public async Task PutAsync(string tenant, string session, int? generation, byte[] body, CancellationToken cancel)
    {
        var row = BinaryRow.Of(PartitionOf(tenant, session), $"{Instant(clock.GetUtcNow())}.{Guid.NewGuid():N}", body);
        if (generation is { } number)
            row[Generation] = number;
        await table.AddEntityAsync(row, cancel);
        operations.EntitiesWritten.Add(1);
    }

    /// <summary>The oldest rows of a session, some hundreds at most, and whether there are more.</summary>
    public async Task<(IReadOnlyList<InboxRow> Rows, bool More)> ReadAsync(string tenant, string session, CancellationToken cancel)
    {
        var rows = new List<InboxRow>();
        int bytes = 0;
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(tenant, session)}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, maxPerPage: MostRows + 1, cancellationToken: cancel))
        {
            if (rows.Count == MostRows || bytes >= MostBytes)
                return (rows, true);
            byte[] body = BinaryRow.Value(row);
            bytes += body.Length;
            operations.RowsRead.Add(1);
            rows.Add(new InboxRow(tenant, session, row.RowKey, row.GetInt32(Generation), body));
        }
        return (rows, false);
    }

    /// <summary>Removes what is settled. Twice is as good as once.</summary>
    public async Task RemoveAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0)
            return;
        using var span = Operations.Spans.StartActivity("empty");
        int removed = await table.DeleteRowsAsync(rows.Select(row => new TableEntity(PartitionOf(row.Tenant, row.Session), row.Key)), cancel);
        operations.EntitiesWritten.Add(removed);
    }

    /// <summary>The sessions with rows that should have been taken, and since when the first of each waits. Where very many wait, some of them.</summary>
    public async Task<IReadOnlyDictionary<(string Tenant, string Session), DateTimeOffset>> LateAsync(CancellationToken cancel)
    {
        var late = new Dictionary<(string, string), DateTimeOffset>();
        var before = clock.GetUtcNow() - TimeSpan.FromSeconds(deployment.GatherSeconds) - Patience;
        int seen = 0;
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey lt {Instant(before)}"), select: ["PartitionKey", "RowKey"], cancellationToken: cancel))
        {
            string[] names = row.PartitionKey.Split('.', 2);
            late.TryAdd((names[0], names[1]), DateTimeOffset.FromUnixTimeMilliseconds(InstantOf(row.RowKey)));
            if (++seen == MostLate)
                break;
        }
        return late;
    }

    internal static long InstantOf(string key) => long.Parse(key.AsSpan(0, key.IndexOf('.')), CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString("D15", CultureInfo.InvariantCulture);

    private static string PartitionOf(string tenant, string session) => $"{tenant}.{session}";
}
