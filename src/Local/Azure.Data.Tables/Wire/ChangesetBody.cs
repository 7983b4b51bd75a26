namespace Azure.Data.Tables.Wire;

/// <summary>
/// A transaction as multipart/mixed, written straight into the request's bytes:
/// https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
/// </summary>
internal static class ChangesetBody
{
    /// <returns>The content type, with the boundary.</returns>
    public static string Write(IBufferWriter<byte> body, IReadOnlyList<TableTransactionAction> actions, Uri endpoint, string table)
    {
        var id = Guid.NewGuid();
        var tableUri = endpoint.AbsoluteUri + table;
        var rowUri = $"{tableUri}(PartitionKey='{TableRequests.EscapeKey(actions[0].Entity.PartitionKey)}',RowKey='";
        Append(body, $"--batch_{id}\r\nContent-Type: multipart/mixed; boundary=changeset_{id}\r\n\r\n");
        using var json = EntityJson.Writer(body);
        foreach (var action in actions)
        {
            Append(body, $"--changeset_{id}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            var (method, etag) = Method(action);
            Append(body, action.ActionType == TableTransactionActionType.Add
                ? $"{method} {tableUri} HTTP/1.1\r\nPrefer: return-no-content\r\n"
                : $"{method} {rowUri}{TableRequests.EscapeKey(action.Entity.RowKey)}') HTTP/1.1\r\n");
            if (etag != default) Append(body, $"If-Match: {etag}\r\n");
            body.Write("Accept: application/json;odata=minimalmetadata\r\nContent-Type: application/json\r\n\r\n"u8);
            json.Reset();
            if (action.ActionType != TableTransactionActionType.Delete) EntityJson.Write(json, action.Entity);
            Append(body, "\r\n");
        }

        Append(body, $"--changeset_{id}--\r\n--batch_{id}--\r\n");
        return $"multipart/mixed; boundary=batch_{id}";
    }

    private static (string Method, ETag IfMatch) Method(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Add => ("POST", default),
        TableTransactionActionType.Delete => ("DELETE", action.ETag == default ? ETag.All : action.ETag),
        TableTransactionActionType.UpdateMerge => ("PATCH", action.ETag),
        TableTransactionActionType.UpdateReplace => ("PUT", action.ETag),
        TableTransactionActionType.UpsertMerge => ("PATCH", default),
        _ => ("PUT", default),
    };

    private static void Append(IBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);
}
