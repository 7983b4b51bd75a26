namespace Azure.Messaging.ServiceBus;

public enum SubQueue { None, DeadLetter, TransferDeadLetter }
public class ServiceBusReceiverOptions
{
    public SubQueue SubQueue { get; set; }
}

/// <summary>Looks at the messages of a queue, and takes from its dead-letter side. Nothing is locked there: two receivers may get the same.</summary>
public class ServiceBusReceiver
{
    private readonly ServiceBusClient _client;
    private readonly string _queue;
    private readonly bool _dead;
    private long _lastPeeked, _lastReceived;

    protected ServiceBusReceiver() { }

    internal ServiceBusReceiver(ServiceBusClient client, string queue, bool dead) => (_client, _queue, _dead) = (client, queue, dead);

    /// <summary>In order of sequence numbers; without one, from where the last peek of this receiver ended.</summary>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        var peeked = await PeekAsync(fromSequenceNumber ?? _lastPeeked + 1, maxMessages).WaitAsync(cancellationToken);
        if (peeked.Count > 0) _lastPeeked = peeked[^1].SequenceNumber;
        return peeked;
    }

    /// <summary>Those of the dead-letter side that this receiver has not received yet; waits for none.</summary>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        if (!_dead) throw new NotSupportedException("Live messages are received by sessions.");
        var received = await PeekAsync(_lastReceived + 1, maxMessages).WaitAsync(cancellationToken);
        if (received.Count > 0) _lastReceived = received[^1].SequenceNumber;
        return received;
    }

    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        _client.File.RunAsync(rows => rows.Remove(message.SequenceNumber), Commit.Durable);

    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object> propertiesToModify = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(_lastReceived = Math.Min(_lastReceived, message.SequenceNumber - 1));

    private Task<List<ServiceBusReceivedMessage>> PeekAsync(long from, int max) =>
        _client.File.RunAsync(rows => rows.Peek(_queue, _dead, from, max), Commit.Lazy);
}
