namespace Azure.Data.Tables.Wire;

/// <summary>The pages of one query, asked for as they are read.</summary>
internal sealed class TablePages<T>(Func<string, int?, Task<Page<T>>> get) : AsyncPageable<T>
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = await get(continuationToken, pageSizeHint);
            continuationToken = page.ContinuationToken;
            yield return page;
        }
        while (continuationToken is not null);
    }
}
