namespace Azure.Messaging.ServiceBus.Queue;

/// <summary>Sessions: one holder at a time, and settlement by the holder alone.</summary>
internal sealed partial class QueueRows
{
    /// <summary>Locks the session with messages that was served least recently, under the given owner; null when none is free.</summary>
    public string Accept(string queue, string owner, Holder holder)
    {
        if (FreeSession(queue) is not var (session, delivered)) return null;
        // The last holder went away with these in hand: that is a failed delivery of each.
        if (delivered is { } last) CountFailure("seq <= $3", queue, session, last);
        const string lease = """
            UPDATE sessions SET owner = $3, process = $4, started = $5, until = $6, delivered = NULL,
                served = 1 + (SELECT max(served) FROM sessions) WHERE queue = $1 AND session = $2
            """;
        Execute(lease, queue, session, owner, holder.ProcessId, holder.Started, LockEnd().UtcTicks);
        return session;
    }

    /// <summary>The oldest messages of a session that the owner holds; taking them renews the lock.</summary>
    public List<ServiceBusReceivedMessage> Receive(string queue, string session, string owner, int max)
    {
        Demand(queue, session, owner);
        const string oldest = "SELECT * FROM messages INDEXED BY live WHERE dead = 0 AND queue = $1 AND session = $2 AND enqueued <= $4 ORDER BY seq LIMIT $3";
        const string renewal = "UPDATE sessions SET until = $3, delivered = $4 WHERE queue = $1 AND session = $2";
        var until = LockEnd();
        var messages = Messages(oldest, until, queue, session, max, Now());
        if (messages.Count > 0) Execute(renewal, queue, session, until.UtcTicks, messages[^1].SequenceNumber);
        return messages;
    }

    public int Complete(string queue, string session, string owner, IEnumerable<long> sequenceNumbers)
    {
        Demand(queue, session, owner);
        return sequenceNumbers.Sum(number => Execute("DELETE FROM messages WHERE seq = $1 AND dead = 0", number));
    }

    /// <summary>Back in their places, one failed delivery more.</summary>
    public int Abandon(string queue, string session, string owner, IEnumerable<long> sequenceNumbers)
    {
        Demand(queue, session, owner);
        return sequenceNumbers.Sum(number => CountFailure("seq = $3", queue, session, number));
    }

    public int DeadLetter(string queue, string session, string owner, long sequenceNumber, string reason, string description)
    {
        Demand(queue, session, owner);
        const string move = "UPDATE messages SET dead = 1, failed = failed + 1, reason = $2, description = $3 WHERE seq = $1 AND dead = 0";
        return Execute(move, sequenceNumber, reason, description);
    }

    /// <summary>Lets a session go; nothing when it was lost already.</summary>
    public int Release(string queue, string session, string owner) => Execute(
        "UPDATE sessions SET owner = NULL, delivered = NULL WHERE queue = $1 AND session = $2 AND owner = $3", queue, session, owner);

    private long Now() => _address.Clock.GetUtcNow().UtcTicks;

    private DateTimeOffset LockEnd() => _address.Clock.GetUtcNow() + _address.LockDuration;

    private (string Session, long? Delivered)? FreeSession(string queue)
    {
        const string fairest = """
            SELECT session, owner, process, started, until, delivered FROM sessions s WHERE queue = $1 AND EXISTS(
                SELECT 1 FROM messages m INDEXED BY live WHERE m.dead = 0 AND m.queue = s.queue AND m.session = s.session AND m.enqueued <= $2)
            ORDER BY served
            """;
        var now = Now();
        using var row = Prepare(fairest, queue, now).ExecuteReader();
        while (row.Read())
        {
            if (row.IsDBNull(1) || row.GetInt64(4) <= now || !new Holder(row.GetInt32(2), row.GetString(3)).IsAlive)
                return (row.GetString(0), row.IsDBNull(5) ? null : row.GetInt64(5));
        }
        return null;
    }

    private int CountFailure(string which, string queue, string session, long number)
    {
        var where = $"WHERE dead = 0 AND queue = $1 AND session = $2 AND {which}";
        var bury = $"UPDATE messages SET dead = 1, reason = 'MaxDeliveryCountExceeded', description = $5 {where} AND failed >= $4";
        var description = $"Message could not be consumed after {_address.MaxDeliveryCount} delivery attempts.";
        Execute($"UPDATE messages SET failed = failed + 1 {where}", queue, session, number);
        return Execute(bury, queue, session, number, _address.MaxDeliveryCount, description);
    }

    private void Demand(string queue, string session, string owner)
    {
        const string held = "SELECT 1 FROM sessions WHERE queue = $1 AND session = $2 AND owner = $3 AND until > $4";
        if (Prepare(held, queue, session, owner, Now()).ExecuteScalar() is null)
            throw new ServiceBusException($"The lock of session {session} is lost.", ServiceBusFailureReason.SessionLockLost, queue);
    }
}
