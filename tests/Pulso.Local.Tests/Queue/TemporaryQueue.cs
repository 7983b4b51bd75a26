using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Queue;

namespace Pulso.Local.Tests.Queue;

/// <summary>A queue file of one test, with a clock that the test moves.</summary>
internal sealed class TemporaryQueue : IDisposable
{
    public const string Name = "kpi";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pulso-queue-");

    public TemporaryQueue(int maxDeliveryCount = 1000)
    {
        Address = QueueAddress.Parse($"Endpoint=sb://local/;Path={Path.Combine(_directory.FullName, "queue.db")};LockSeconds=60") with
        {
            MaxDeliveryCount = maxDeliveryCount,
            Clock = Clock,
        };
        File = QueueFile.Open(Address);
    }

    public SettableClock Clock { get; } = new();

    public QueueAddress Address { get; }

    public QueueFile File { get; private set; }

    public string ConnectionString => $"Endpoint=sb://local/;Path={Address.Path};LockSeconds=60";

    public Task SendAsync(string session, params string[] bodies) =>
        File.SendAsync(Name, [.. bodies.Select(body => new ServiceBusMessage(BinaryData.FromString(body)) { SessionId = session })]);

    public Task<QueueSession?> AcceptAsync() => AcceptAsync(Holder.Current);

    public async Task<QueueSession?> AcceptAsync(Holder holder) => await QueueSession.TryAcceptAsync(File, Name, holder);

    /// <summary>What a process finds that opens the file after this one.</summary>
    public void Reopen()
    {
        File.Dispose();
        File = QueueFile.Open(Address);
    }

    public void Dispose()
    {
        File.Dispose();
        _directory.Delete(recursive: true);
    }

    internal sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
