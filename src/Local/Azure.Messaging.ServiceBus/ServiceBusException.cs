namespace Azure.Messaging.ServiceBus;

public enum ServiceBusFailureReason
{
    GeneralError, MessagingEntityNotFound, MessageLockLost, MessageNotFound, MessageSizeExceeded, MessagingEntityDisabled, QuotaExceeded,
    ServiceBusy, ServiceTimeout, ServiceCommunicationProblem, SessionCannotBeLocked, SessionLockLost, MessagingEntityAlreadyExists,
}

/// <summary>A failure of the queue.</summary>
public class ServiceBusException(
    string message, ServiceBusFailureReason reason, string entityPath = null, Exception innerException = null)
    : Exception($"{message} ({reason})" + (entityPath is null ? "" : $" at {entityPath}"), innerException)
{
    public ServiceBusFailureReason Reason { get; } = reason;

    /// <summary>Whether trying again may help.</summary>
    public bool IsTransient { get; } = reason is ServiceBusFailureReason.ServiceBusy or ServiceBusFailureReason.ServiceTimeout
        or ServiceBusFailureReason.ServiceCommunicationProblem;
}
