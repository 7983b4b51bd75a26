using System.Buffers;

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
        using var json = new Utf8JsonWriter(body, TableRequests.Json);
        foreach (var action in actions)
        {
            Append(body, $"--changeset_{id}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            Append(body, action.ActionType == TableTransactionActionType.Add
                ? $"POST {tableUri} HTTP/1.1\r\nPrefer: return-no-content\r\n"
                : $"{Method(action.ActionType)} {rowUri}{TableRequests.EscapeKey(action.Entity.RowKey)}') HTTP/1.1\r\n");
            if (IfMatch(action) is { } etag) Append(body, $"If-Match: {etag}\r\n");
            Append(body, "Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\nContent-Type: application/json\r\n\r\n");
            if (action.ActionType != TableTransactionActionType.Delete)
            {
                json.Reset();
                json.WriteStartObject();
                EntityJson.WriteProperties(json, action.Entity);
                json.WriteEndObject();
                json.Flush();
            }

            Append(body, "\r\n");
        }

        Append(body, $"--changeset_{id}--\r\n--batch_{id}--\r\n");
        return $"multipart/mixed; boundary=batch_{id}";
    }

    private static string Method(TableTransactionActionType type) => type switch
    {
        TableTransactionActionType.Delete => "DELETE",
        TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => "PUT",
        _ => "PATCH",
    };

    private static string IfMatch(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Delete when action.ETag == default => "*",
        TableTransactionActionType.UpsertMerge or TableTransactionActionType.UpsertReplace => null,
        _ => action.ETag == default ? null : action.ETag.ToString(),
    };

    private static void Append(IBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);
}
