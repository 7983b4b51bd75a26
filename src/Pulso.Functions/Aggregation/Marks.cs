using Azure.Data.Tables;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Aggregation;

/// <summary>
/// Tells when everything that was on the queue has been applied. A mark is a message in each session; sessions keep their order, and empty their inbox before
/// they pass a mark, so when every session of both lanes has passed it, all that was accepted before it is in the figures.
/// </summary>
public sealed class Marks(TableServiceClient tables, Deployment deployment)
{
    private readonly TableClient table = tables.GetTableClient(Names.Marks);

    /// <summary>Notes that a session has reached the mark.</summary>
    public Task PassedAsync(string tenant, string mark, string session, CancellationToken cancel) =>
        table.UpsertEntityAsync(new TableEntity($"{tenant}.{mark}", session), TableUpdateMode.Replace, cancel);

    /// <summary>Forgets who has reached a mark that nobody asks for any more.</summary>
    public Task ForgetAsync(string tenant, string mark, CancellationToken cancel)
    {
        string key = $"{tenant}.{mark}";
        return table.DeleteRowsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {key}"), cancel);
    }

    /// <summary>True once every session has.</summary>
    public async Task<bool> IsPassedAsync(string tenant, string mark, CancellationToken cancel)
    {
        string key = $"{tenant}.{mark}";
        var passed = new HashSet<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {key}"), cancellationToken: cancel))
            passed.Add(row.RowKey);
        return Enum.GetValues<Lane>().SelectMany(lane => deployment.SessionsOf(tenant, lane)).All(passed.Contains);
    }
}
