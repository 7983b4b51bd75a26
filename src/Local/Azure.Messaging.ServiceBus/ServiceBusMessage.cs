namespace Azure.Messaging.ServiceBus;

/// <summary>A message to be sent.</summary>
public class ServiceBusMessage(BinaryData body)
{
    private const int MaxIdLength = 128;

    public BinaryData Body { get; set; } = body;
    public string MessageId { get; set => field = value is "" ? throw new ArgumentException("MessageId is empty.") : Short(value); }
    public string SessionId { get; set => field = Short(value); }
    public string Subject { get; set; }
    public string ContentType { get; set; }
    public DateTimeOffset ScheduledEnqueueTime { get; set; }
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();

    private static string Short(string id) => id is { Length: > MaxIdLength }
        ? throw new ArgumentOutOfRangeException(nameof(id), $"An id has at most {MaxIdLength} characters.")
        : id;
}

/// <summary>Messages that go in one sending, up to the size that the service takes.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    internal const long MaxSize = 256 * 1024;
    private const int Overhead = 128;

    internal ServiceBusMessageBatch() { }

    public int Count => Messages.Count;
    public long SizeInBytes { get; private set; }
    internal List<ServiceBusMessage> Messages { get; } = [];

    /// <summary>False when the message does not fit any more.</summary>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        if (SizeInBytes + SizeOf(message) > MaxSize) return false;
        SizeInBytes += SizeOf(message);
        Messages.Add(message);
        return true;
    }

    public void Dispose() => Messages.Clear();

    // About what it weighs on the wire.
    internal static long SizeOf(ServiceBusMessage message) =>
        Overhead + message.Body.ToMemory().Length + Length(message.MessageId) + Length(message.SessionId) + Length(message.Subject)
        + message.ApplicationProperties.Sum(property => Length(property.Key) + Length(property.Value) + 4L);

    private static int Length(object value) => value is string text ? System.Text.Encoding.UTF8.GetByteCount(text) : 8;
}
