namespace Azure.Messaging.ServiceBus;

/// <summary>Options of the connection; a queue in a file needs none of them.</summary>
public class ServiceBusClientOptions
{
    public ServiceBusRetryOptions RetryOptions { get; set; } = new();
}

public class ServiceBusRetryOptions
{
    public int MaxRetries { get; set; } = 3;
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromMinutes(1);
}
