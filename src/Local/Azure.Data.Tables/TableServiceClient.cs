namespace Azure.Data.Tables;

/// <summary>The Table service of one storage account.</summary>
public class TableServiceClient
{
    private readonly TableRequests _requests;

    protected TableServiceClient() { }

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

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
        var response = await _requests.SendJsonAsync(
            message, json => json.WriteString("TableName"u8, tableName), cancellationToken, alsoAccepted: 409);
        return Response.FromValue(new TableItem(tableName), response);
    }
}
