namespace Azure.Messaging.ServiceBus;

/// <summary>The part of a queue that a receiver reads.</summary>
public enum SubQueue { None, DeadLetter, TransferDeadLetter }

/// <summary>Whether a message is settled after it is received or by being received.</summary>
public enum ServiceBusReceiveMode { PeekLock, ReceiveAndDelete }

/// <summary>What a receiver reads. Peeking heeds only <see cref="SubQueue"/>.</summary>
public class ServiceBusReceiverOptions
{
    public SubQueue SubQueue { get; set; }
    public ServiceBusReceiveMode ReceiveMode { get; set; }
    public int PrefetchCount { get; set; }
}

/// <summary>Looks at the messages of a queue, or of its dead-letter side, without taking them.</summary>
public class ServiceBusReceiver
{
    private readonly ServiceBusClient _client;
    private readonly string _queue;
    private readonly bool _dead;
    private long _lastPeeked;

    protected ServiceBusReceiver() { }

    internal ServiceBusReceiver(ServiceBusClient client, string queue, bool dead) => (_client, _queue, _dead) = (client, queue, dead);

    /// <summary>In order of sequence numbers; without one, from where the last peek of this receiver ended.</summary>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        var from = fromSequenceNumber ?? _lastPeeked + 1;
        var peeked = await _client.File.RunAsync(rows => rows.Peek(_queue, _dead, from, maxMessages), Commit.Lazy).WaitAsync(cancellationToken);
        if (peeked.Count > 0) _lastPeeked = peeked[^1].SequenceNumber;
        return peeked;
    }
}
