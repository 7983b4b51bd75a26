namespace Azure.Messaging.ServiceBus;

/// <summary>A message as it was received or peeked.</summary>
public class ServiceBusReceivedMessage
{
    internal ServiceBusReceivedMessage() { }

    public BinaryData Body { get; internal init; }
    public string MessageId { get; internal init; }
    public string SessionId { get; internal init; }
    public string Subject { get; internal init; }

    /// <summary>Rises in a queue, is never used again, and stays the same on redelivery.</summary>
    public long SequenceNumber { get; internal init; }

    /// <summary>1 on the first delivery; on a peeked message, the deliveries so far.</summary>
    public int DeliveryCount { get; internal init; }
    public DateTimeOffset EnqueuedTime { get; internal init; }
    public DateTimeOffset LockedUntil { get; internal init; }
    public IReadOnlyDictionary<string, object> ApplicationProperties { get; internal init; } = ReadOnlyDictionary<string, object>.Empty;
    public string DeadLetterReason { get; internal init; }
    public string DeadLetterErrorDescription { get; internal init; }
}

/// <summary>Makes received messages for tests.</summary>
public static class ServiceBusModelFactory
{
    /// <remarks>The published method has more parameters in between: call it with named arguments.</remarks>
    public static ServiceBusReceivedMessage ServiceBusReceivedMessage(
        BinaryData body = null, string messageId = null, string sessionId = null, string subject = null,
        IDictionary<string, object> properties = null, int deliveryCount = 0, long sequenceNumber = -1,
        DateTimeOffset enqueuedTime = default) => new()
        {
            Body = body ?? new BinaryData([]),
            MessageId = messageId,
            SessionId = sessionId,
            Subject = subject,
            ApplicationProperties = new ReadOnlyDictionary<string, object>(properties ?? new Dictionary<string, object>()),
            DeadLetterReason = properties?.TryGetValue("DeadLetterReason", out var reason) == true ? (string)reason : null,
            DeadLetterErrorDescription = properties?.TryGetValue("DeadLetterErrorDescription", out var text) == true ? (string)text : null,
            DeliveryCount = deliveryCount,
            SequenceNumber = sequenceNumber,
            EnqueuedTime = enqueuedTime,
        };
}
