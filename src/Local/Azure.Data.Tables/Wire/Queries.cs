namespace Azure.Data.Tables.Wire;

/// <summary>The answer to a read of a row that is not there.</summary>
internal sealed class NoRow<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;
    public override T Value => throw new InvalidOperationException("The row does not exist.");

    public override Response GetRawResponse() => response;
}

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

/// <summary>Reads the code and message of <c>{"odata.error":{"code":…,"message":{"value":…}}}</c>.</summary>
internal sealed class ServiceError : RequestFailedDetailsParser
{
    public static readonly ServiceError Parser = new();

    public override bool TryParse(Response response, out ResponseError error, out IDictionary<string, string> data)
    {
        (error, data) = (null, null);
        try
        {
            using var json = JsonDocument.Parse(response.Content.ToMemory());
            var details = json.RootElement.GetProperty("odata.error");
            var message = details.GetProperty("message").GetProperty("value").GetString();
            error = new ResponseError(details.GetProperty("code").GetString(), message);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false; // A proxy's page or no body at all: the status has to do.
        }
    }
}

/// <summary>Interpolated filters: https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities</summary>
internal static class TableFilter
{
    public static string Create(FormattableString filter) => string.Format(filter.Format, [.. filter.GetArguments().Select(Literal)]);

    private static string Literal(object value) => value switch
    {
        string text => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'",
        bool flag => flag ? "true" : "false",
        int or double => $"{value}",
        long number => number + "L",
        DateTimeOffset instant => $"datetime'{instant.UtcDateTime:o}'",
        byte[] bytes => $"X'{Convert.ToHexStringLower(bytes)}'",
        _ => throw new ArgumentException($"A filter cannot hold a {value?.GetType().Name ?? "null"}."),
    };
}
