using Azure.Data.Tables;

namespace Pulso.Functions.Storage;

/// <summary>Deletes rows, those of a partition together.</summary>
internal static class RowDeletion
{
    private const int TransactionLimit = 100;

    /// <summary>Deletes rows of one partition.</summary>
    /// <returns>How many were there.</returns>
    public static async Task<int> DeleteRowsAsync(this TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancel)
    {
        int deleted = 0;
        foreach (var together in rows.Chunk(TransactionLimit))
            deleted += await DeleteAsync(table, [.. together], cancel);
        return deleted;
    }

    /// <summary>Deletes the rows that a filter finds, or those of them that are meant. What somebody else deletes meanwhile is no fault.</summary>
    /// <returns>How many rows were deleted.</returns>
    public static async Task<int> DeleteRowsAsync(this TableClient table, string filter, CancellationToken cancel, Func<TableEntity, bool>? isMeant = null)
    {
        int deleted = 0;
        var together = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
        {
            if (isMeant?.Invoke(row) == false)
                continue;
            if (together.Count == TransactionLimit || (together.Count > 0 && together[0].PartitionKey != row.PartitionKey))
                deleted += await DeleteAsync(table, together, cancel);
            together.Add(row);
        }
        return deleted + await DeleteAsync(table, together, cancel);
    }

    private static async Task<int> DeleteAsync(TableClient table, List<TableEntity> together, CancellationToken cancel)
    {
        while (together.Count > 0)
        {
            try
            {
                var rows = together.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey)));
                await table.SubmitTransactionAsync(rows, cancel);
                int deleted = together.Count;
                together.Clear();
                return deleted;
            }
            catch (TableTransactionFailedException error) when (error.Status == 404 && error.FailedTransactionActionIndex is { } gone)
            {
                together.RemoveAt(gone);
            }
        }
        return 0;
    }
}
