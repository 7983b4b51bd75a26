namespace Azure.Messaging.ServiceBus;

/// <summary>A durable queue in a file of this machine: <c>Endpoint=sb://local/;Path=queue.db;LockSeconds=300</c>.</summary>
public class ServiceBusClient : IAsyncDisposable
{
    private readonly Lazy<QueueFile> _file;
    private int _disposed;

    protected ServiceBusClient() { }

    public ServiceBusClient(string connectionString, ServiceBusClientOptions options)
    {
        var address = QueueAddress.Parse(connectionString);
        _file = new Lazy<QueueFile>(() => QueueFile.Open(address));
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions options) =>
        throw new NotSupportedException(
            $"The local queue has no namespace '{fullyQualifiedNamespace}': give a connection string with a Path, "
            + "or build with -p:AzurePackages=published.");

    internal QueueFile File => _file.Value;

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => new(messages => File.SendAsync(queueOrTopicName, messages));

    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options) =>
        new(this, queueName, options?.SubQueue == SubQueue.DeadLetter);

    public virtual ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0 && _file is { IsValueCreated: true }) _file.Value.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
