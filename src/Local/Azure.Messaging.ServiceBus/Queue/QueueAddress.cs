namespace Azure.Messaging.ServiceBus.Queue;

/// <summary>Where the queue is and how it treats its messages.</summary>
internal sealed record QueueAddress(string Path, TimeSpan LockDuration)
{
    /// <summary>Failed deliveries after which a message goes to the dead-letter side.</summary>
    public int MaxDeliveryCount { get; init; } = 1000;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public static QueueAddress Parse(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return parts.TryGetValue("Path", out var path)
            ? new QueueAddress(
                System.IO.Path.GetFullPath((string)path),
                TimeSpan.FromSeconds(parts.TryGetValue("LockSeconds", out var seconds) ? double.Parse((string)seconds) : 300))
            : throw new FormatException("The local queue wants 'Endpoint=sb://local/;Path=<file>', and there is no Path.");
    }
}
