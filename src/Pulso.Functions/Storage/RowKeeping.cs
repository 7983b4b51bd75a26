using Azure;
using Azure.Data.Tables;

namespace Pulso.Functions.Storage;

/// <summary>Writes rows that somebody else may write at the same time.</summary>
internal static class RowKeeping
{
    /// <summary>Writes a row as long as it is as it was found.</summary>
    /// <param name="found">The ETag that the row had; null where there was none.</param>
    /// <returns>The ETag that it has now; null if somebody else has written it since it was found.</returns>
    public static async Task<ETag?> TryKeepAsync(this TableClient table, TableEntity row, ETag? found, CancellationToken cancel)
    {
        try
        {
            var answer = found is { } tag
                ? await table.UpdateEntityAsync(row, tag, TableUpdateMode.Replace, cancel)
                : await table.AddEntityAsync(row, cancel);
            return answer.Headers.ETag;
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            return null;
        }
    }
}
