namespace Microsoft.Azure.Functions.Worker;

/// <summary>Settles messages of a batch one by one, before the host settles the rest.</summary>
public class ServiceBusMessageActions
{
    private readonly QueueSession? _session;
    private readonly HashSet<long> _settled = [];

    protected ServiceBusMessageActions() { }

    internal ServiceBusMessageActions(QueueSession session) => _session = session;

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, Dictionary<string, object>? propertiesToModify = default, string? deadLetterReason = default,
        string? deadLetterErrorDescription = default, CancellationToken cancellationToken = default) => propertiesToModify is { Count: > 0 }
        ? throw new NotSupportedException("The local queue does not change a message's properties.")
        : SettleAsync(message, _session!.DeadLetterAsync(message.SequenceNumber, deadLetterReason, deadLetterErrorDescription));

    internal long[] Unsettled(ServiceBusReceivedMessage[] messages)
    {
        lock (_settled) return [.. messages.Select(message => message.SequenceNumber).Where(number => !_settled.Contains(number))];
    }

    private async Task SettleAsync(ServiceBusReceivedMessage message, Task settlement)
    {
        await settlement;
        lock (_settled) _settled.Add(message.SequenceNumber);
    }
}

/// <summary>Acts on the session of a batch.</summary>
public class ServiceBusSessionMessageActions
{
    protected internal ServiceBusSessionMessageActions() { }

    internal bool IsReleased { get; private set; }

    /// <summary>Lets the session go once the batch is settled, so that the others get their turn.</summary>
    public virtual Task ReleaseSession(CancellationToken cancellationToken = default)
    {
        IsReleased = true;
        return Task.CompletedTask;
    }
}
