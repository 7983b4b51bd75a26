namespace Azure.Messaging.ServiceBus.Queue;

/// <summary>A session that is ours until it is released, its lock ends or this process does.</summary>
internal sealed class QueueSession(QueueFile file, string queue, string id, string owner)
{
    // For what other processes send; this one's own messages are announced.
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(200);

    public string Id => id;

    /// <summary>Waits for a session that has messages and no holder, and takes it.</summary>
    public static async Task<QueueSession> AcceptNextAsync(QueueFile file, string queue, CancellationToken cancellationToken)
    {
        while (true)
        {
            var arrival = file.Arrival;
            if (await TryAcceptAsync(file, queue, Holder.Current) is { } session) return session;
            await Task.WhenAny(arrival, Task.Delay(s_poll, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A session that has messages and no holder, or null if there is none now.</summary>
    public static async Task<QueueSession> TryAcceptAsync(QueueFile file, string queue, Holder holder)
    {
        var owner = Guid.NewGuid().ToString("n");
        var id = await file.RunAsync(rows => rows.Accept(queue, owner, holder), Commit.Lazy);
        return id is null ? null : new QueueSession(file, queue, id, owner);
    }

    /// <summary>The oldest messages; none when there are none for as long as the patience lasts.</summary>
    public async Task<ServiceBusReceivedMessage[]> ReceiveAsync(int max, TimeSpan patience, CancellationToken cancellationToken)
    {
        var clock = file.Address.Clock;
        for (var start = clock.GetTimestamp(); ;)
        {
            var arrival = file.Arrival;
            var messages = await file.RunAsync(rows => rows.Receive(queue, id, owner, max).ToArray(), Commit.Lazy);
            var left = patience - clock.GetElapsedTime(start);
            if (messages.Length > 0 || left <= TimeSpan.Zero) return messages;
            await Task.WhenAny(arrival, Task.Delay(left < s_poll ? left : s_poll, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public Task CompleteAsync(IReadOnlyList<long> sequenceNumbers) =>
        file.RunAsync(rows => rows.Complete(queue, id, owner, sequenceNumbers), Commit.Durable);

    public Task AbandonAsync(IReadOnlyList<long> sequenceNumbers) =>
        file.RunAsync(rows => rows.Abandon(queue, id, owner, sequenceNumbers), Commit.Durable);

    public Task DeadLetterAsync(long sequenceNumber, string reason, string description) =>
        file.RunAsync(rows => rows.DeadLetter(queue, id, owner, sequenceNumber, reason, description), Commit.Durable);

    public Task ReleaseAsync() => file.RunAsync(rows => rows.Release(queue, id, owner), Commit.Lazy | Commit.Wakes);
}
