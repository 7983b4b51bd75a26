namespace Azure.Data.Tables;

/// <summary>The Table service of one storage account.</summary>
public class TableServiceClient
{
    private readonly TableRequests _requests;

    protected TableServiceClient() { }

    public TableServiceClient(string connectionString)
        : this(connectionString, null) { }

    public TableServiceClient(string connectionString, TableClientOptions options = null)
    {
        var account = StorageAccount.Parse(connectionString);
        _requests = new TableRequests(account.TableEndpoint, new SharedKeyPolicy(account), options);
    }

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null) =>
        _requests = new TableRequests(
            endpoint, new BearerTokenAuthenticationPolicy(tokenCredential, "https://storage.azure.com/.default"), options);

    public virtual TableClient GetTableClient(string tableName) => new(tableName, _requests);

    public virtual async Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName, CancellationToken cancellationToken = default)
    {
        using var message = _requests.Create(RequestMethod.Post, "Tables");
        message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
        message.Request.Content = RequestContent.Create(BinaryData.FromObjectAsJson(new { TableName = tableName }));
        return Response.FromValue(new TableItem(tableName), await _requests.SendAsync(message, cancellationToken, alsoAccepted: 409));
    }
}
