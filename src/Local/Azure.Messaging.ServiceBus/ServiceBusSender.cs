namespace Azure.Messaging.ServiceBus;

/// <summary>Sends to one queue. A send is over when its messages are on the disk.</summary>
public class ServiceBusSender
{
    private readonly Func<ServiceBusMessage[], Task> _send;

    protected ServiceBusSender() { }

    internal ServiceBusSender(Func<ServiceBusMessage[], Task> send) => _send = send;

    public virtual Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default) =>
        SendAsync([.. messages], cancellationToken);

    public virtual Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) =>
        SendAsync([.. messageBatch.Messages], cancellationToken);

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        new(new ServiceBusMessageBatch());

    private async Task SendAsync(ServiceBusMessage[] messages, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (messages.Length == 0) return;
        if (Array.Exists(messages, message => string.IsNullOrEmpty(message.SessionId)))
            throw new InvalidOperationException("The SessionId was not set on a message, and it cannot be sent to a queue with sessions.");
        if (messages.Sum(ServiceBusMessageBatch.SizeOf) > ServiceBusMessageBatch.MaxSize)
            throw new ServiceBusException("The messages are too large.", ServiceBusFailureReason.MessageSizeExceeded);
        await _send(messages).WaitAsync(cancellationToken);
    }
}
