using Azure;
using Azure.Data.Tables;

namespace Pulso.Bench.Naive;

/// <summary>Writes a row only if it still is as it was read.</summary>
internal static class OptimisticWrite
{
    /// <param name="tag">The ETag it was read with; null if there was no row.</param>
    /// <returns>False when another writer was faster: read again.</returns>
    public static async Task<bool> TryAsync(TableClient table, TableEntity row, ETag? tag, Work work, CancellationToken cancel)
    {
        try
        {
            if (tag is { } known)
                await table.UpdateEntityAsync(row, known, TableUpdateMode.Replace, cancel);
            else
                await table.AddEntityAsync(row, cancel);
            work.Wrote();
            return true;
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            work.Lost();
            return false;
        }
    }
}
