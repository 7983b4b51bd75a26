namespace Azure.Data.Tables;

/// <summary>The rows of one table.</summary>
public partial class TableClient
{
    private readonly TableRequests _requests;

    protected TableClient() { }

    internal TableClient(string name, TableRequests requests) => (Name, _requests) = (name, requests);

    public virtual string Name { get; }

    /// <summary>The interpolated values quoted and typed as OData wants them.</summary>
    public static string CreateQueryFilter(FormattableString filter) => TableFilter.Create(filter);

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using var message = _requests.Create(RequestMethod.Get, RowPath(partitionKey, rowKey));
        AddSelect(message, select);
        var response = await _requests.SendAsync(message, cancellationToken, alsoAccepted: 404);
        if (response.Status == 404) return new NoRow<T>(response);
        return Response.FromValue((T)(object)EntityJson.ReadOne(response.Content), response);
    }

    /// <remarks>A page may be empty and still have another after it; the pages are followed to the end.</remarks>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null, int? maxPerPage = default, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new TablePages<T>((next, size) => GetPageAsync<T>(filter, size ?? maxPerPage, select, next, cancellationToken));

    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using var message = _requests.Create(RequestMethod.Post, Name);
        message.Request.Headers.Add("Prefer", "return-no-content");
        return await SendAsync(message, entity, cancellationToken);
    }

    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        PutAsync(entity, ifMatch == default ? throw new ArgumentException("An update needs an ETag.") : ifMatch, mode, cancellationToken);

    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        PutAsync(entity, default, mode, cancellationToken);

    private async Task<Page<T>> GetPageAsync<T>(
        string filter, int? maxPerPage, IEnumerable<string> select, string continuation, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        using var message = _requests.Create(RequestMethod.Get, Name + "()");
        var uri = message.Request.Uri;
        AddSelect(message, select);
        if (filter is { Length: > 0 }) uri.AppendQuery("$filter", filter);
        if (maxPerPage is { } top) uri.AppendQuery("$top", top.ToString());
        if (continuation?.Split(' ', 2) is { } keys)
        {
            uri.AppendQuery("NextPartitionKey", keys[0]);
            if (keys[1].Length > 0) uri.AppendQuery("NextRowKey", keys[1]);
        }

        var response = await _requests.SendAsync(message, cancellationToken);
        response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partitionKey);
        response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var rowKey);
        var rows = (IReadOnlyList<T>)(object)EntityJson.ReadPage(response.Content);
        return Page<T>.FromValues(rows, partitionKey is null ? null : $"{partitionKey} {rowKey}", response);
    }

    private async Task<Response> PutAsync(ITableEntity entity, ETag ifMatch, TableUpdateMode mode, CancellationToken cancellationToken)
    {
        var method = mode == TableUpdateMode.Merge ? RequestMethod.Patch : RequestMethod.Put;
        using var message = _requests.Create(method, RowPath(entity.PartitionKey, entity.RowKey));
        if (ifMatch != default) message.Request.Headers.Add(HttpHeader.Names.IfMatch, ifMatch.ToString());
        return await SendAsync(message, entity, cancellationToken);
    }

    private Task<Response> SendAsync(HttpMessage message, ITableEntity entity, CancellationToken cancellationToken)
    {
        message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
        return _requests.SendAsync(message, body => EntityJson.Write(EntityJson.Writer(body), entity), cancellationToken);
    }

    private static void AddSelect(HttpMessage message, IEnumerable<string> select)
    {
        if (select is not null) message.Request.Uri.AppendQuery("$select", string.Join(',', select));
    }

    private string RowPath(string partitionKey, string rowKey) =>
        $"{Name}(PartitionKey='{TableRequests.EscapeKey(partitionKey)}',RowKey='{TableRequests.EscapeKey(rowKey)}')";
}
