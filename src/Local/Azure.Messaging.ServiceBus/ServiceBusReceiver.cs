namespace Azure.Messaging.ServiceBus;

public enum SubQueue { None, DeadLetter, TransferDeadLetter }

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
    private readonly Func<long, int, Task<List<ServiceBusReceivedMessage>>> _peek;
    private long _lastPeeked;

    protected ServiceBusReceiver() { }

    internal ServiceBusReceiver(Func<long, int, Task<List<ServiceBusReceivedMessage>>> peek) => _peek = peek;

    /// <summary>In order of sequence numbers; without one, from where the last peek of this receiver ended.</summary>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        var peeked = await _peek(fromSequenceNumber ?? _lastPeeked + 1, maxMessages).WaitAsync(cancellationToken);
        if (peeked.Count > 0) _lastPeeked = peeked[^1].SequenceNumber;
        return peeked;
    }
}
