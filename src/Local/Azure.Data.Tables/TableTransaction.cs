namespace Azure.Data.Tables;

public enum TableTransactionActionType { Add, UpdateMerge, UpdateReplace, Delete, UpsertMerge, UpsertReplace }

/// <summary>One row of a transaction. The upserts ignore the ETag; an update without one is an upsert, as in the package.</summary>
public class TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
{
    public TableTransactionActionType ActionType { get; } = actionType;
    public ITableEntity Entity { get; } = entity;
    public ETag ETag { get; } = etag;
}

/// <summary>A transaction of which nothing was done, with the status and code of the row that failed.</summary>
public class TableTransactionFailedException(RequestFailedException requestFailedException) : RequestFailedException(
    requestFailedException.Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException.InnerException)
{
    /// <summary>The place of the row in the transaction: the service puts it before its message, <c>7:The specified …</c>.</summary>
    public int? FailedTransactionActionIndex { get; } =
        int.TryParse(requestFailedException.Message.Split(':')[0], out var index) ? index : null;
}
