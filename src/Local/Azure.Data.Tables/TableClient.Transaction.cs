namespace Azure.Data.Tables;

public partial class TableClient
{
    private const int MaxActions = 100;
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>All of the actions or none: one partition, at most 100 rows and 4 MiB, each row once.</summary>
    /// <exception cref="TableTransactionFailedException">Nothing was done, for the status and code of the row that failed.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        var actions = transactionActions as IReadOnlyList<TableTransactionAction> ?? [.. transactionActions];
        RefuseWhatTheServiceRefuses(actions);
        using var message = _requests.Create(RequestMethod.Post, "$batch");
        var response = await _requests.SendAsync(
            message,
            body =>
            {
                message.Request.Headers.Add(HttpHeader.Names.ContentType, ChangesetBody.Write(body, actions, _requests.Endpoint, Name));
                if (body.WrittenCount > MaxBytes) throw Refusal(413, "RequestBodyTooLarge", "The transaction is larger than 4 MiB.");
            },
            cancellationToken);
        var parts = ChangesetAnswer.Read(response);
        return parts is [{ IsError: true } failed]
            ? throw new TableTransactionFailedException(new RequestFailedException(failed, null, ServiceError.Parser))
            : Response.FromValue(parts, response);
    }

    // Azurite takes several partitions in one, and the service refuses the rest only after the upload.
    private static void RefuseWhatTheServiceRefuses(IReadOnlyList<TableTransactionAction> actions)
    {
        if (actions.Count == 0) throw new InvalidOperationException("The transaction has no actions.");
        if (actions.Count > MaxActions) throw Refusal(400, "InvalidInput", $"{MaxActions}:The transaction has over {MaxActions} actions.");
        var partition = actions[0].Entity.PartitionKey;
        var rows = new HashSet<string>(actions.Count, StringComparer.Ordinal);
        for (var i = 0; i < actions.Count; i++)
        {
            if (!rows.Add(actions[i].Entity.RowKey)) throw Refusal(400, "InvalidDuplicateRow", $"{i}:A row is in the transaction twice.");
            if (!string.Equals(actions[i].Entity.PartitionKey, partition, StringComparison.Ordinal))
                throw Refusal(400, "CommandsInBatchActOnDifferentPartitions", $"{i}:All actions must be in the same partition.");
        }
    }

    private static TableTransactionFailedException Refusal(int status, string code, string message) =>
        new(new RequestFailedException(status, message, code, null));
}
