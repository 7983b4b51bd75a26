using Azure.Messaging.ServiceBus;
using Pulso.Events;
using Pulso.Functions.Aggregation;

namespace Pulso.Functions.DeadLetters;

/// <summary>A message on the dead-letter side.</summary>
/// <param name="Id">The lane and the sequence number: the same as long as the message lies there.</param>
/// <param name="Events">What it carries; empty where it cannot be read.</param>
public sealed record DeadLetterMessage(string Id, string Reason, string Description, DateTimeOffset Enqueued, int Deliveries, IReadOnlyList<Frame> Events);

/// <summary>The dead-letter sides of both lanes: what lies there, and the way back.</summary>
public sealed class DeadLetterBox(ServiceBusClient client, EventQueue queue, Deployment deployment)
{
    private const int Together = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly ServiceBusReceiverOptions DeadLetters = new() { SubQueue = SubQueue.DeadLetter };

    /// <summary>A tenant's messages, the oldest of each lane first.</summary>
    public async Task<IReadOnlyList<DeadLetterMessage>> AllAsync(string tenant, CancellationToken cancel)
    {
        var all = new List<DeadLetterMessage>();
        foreach (var lane in Enum.GetValues<Lane>())
        {
            await foreach (var message in PeekAsync(client.CreateReceiver(deployment.QueueOf(lane), DeadLetters), cancel))
            {
                if (IsOf(tenant, message))
                    all.Add(Of(lane, message));
            }
        }
        return all;
    }

    /// <summary>Sends messages in again, each under a new id, and takes them from the dead-letter side then: twice, perhaps, and never not at all.</summary>
    /// <param name="id">One message; null for all of the tenant.</param>
    /// <returns>How many.</returns>
    public Task<int> ResubmitAsync(string tenant, string? id, CancellationToken cancel) =>
        TakeAsync(
            tenant, (lane, message) => id is null || IdOf(lane, message) == id, (lane, message) => queue.ResubmitAsync(tenant, message, lane, cancel), cancel, newcomers: false);

    /// <summary>Takes all of a tenant from the dead-letter side for good.</summary>
    public Task<int> DiscardAsync(string tenant, CancellationToken cancel) => TakeAsync(tenant, (_, _) => true, (_, _) => Task.CompletedTask, cancel);

    /// <summary>Puts events under other pseudonyms, each in a message of its own with the same reason. What timelines tell each other goes: it is told anew.</summary>
    public Task RenameAsync(string tenant, Func<Frame, Frame> rename, CancellationToken cancel) => TakeAsync(
        tenant,
        (_, message) => EventsOf(message).Exists(frame => !ReferenceEquals(rename(frame), frame)),
        (lane, message) =>
        {
            var letter = Of(lane, message);
            var renamed = letter.Events.Where(frame => !frame.Event.Type.IsDerived).Select(frame => new Rejection(rename(frame), letter.Reason, letter.Description));
            return queue.SendRejectedAsync(tenant, renamed, cancel);
        },
        cancel);

    /// <param name="newcomers">False to leave what comes meanwhile: it may be what was sent in again and was rejected again.</param>
    private async Task<int> TakeAsync(
        string tenant, Func<Lane, ServiceBusReceivedMessage, bool> isMeant, Func<Lane, ServiceBusReceivedMessage, Task> use, CancellationToken cancel, bool newcomers = true)
    {
        int taken = 0;
        foreach (var lane in Enum.GetValues<Lane>())
        {
            var receiver = client.CreateReceiver(deployment.QueueOf(lane), DeadLetters);
            long last = newcomers ? long.MaxValue : await PeekAsync(receiver, cancel).Select(message => message.SequenceNumber).DefaultIfEmpty(-1).MaxAsync(cancellationToken: cancel);
            var others = new List<ServiceBusReceivedMessage>(); // held until the end, or they would come again
            while (await receiver.ReceiveMessagesAsync(Together, Patience, cancel) is { Count: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    if (message.SequenceNumber > last || !IsOf(tenant, message) || !isMeant(lane, message))
                    {
                        others.Add(message);
                        continue;
                    }
                    await use(lane, message);
                    await receiver.CompleteMessageAsync(message, cancel);
                    taken++;
                }
            }
            foreach (var message in others)
                await receiver.AbandonMessageAsync(message, null, cancel);
        }
        return taken;
    }

    private static async IAsyncEnumerable<ServiceBusReceivedMessage> PeekAsync(
        ServiceBusReceiver receiver, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        long from = 0; // without a number, a receiver goes on from where its last peek ended
        while (await receiver.PeekMessagesAsync(Together, from, cancel) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
                yield return message;
            from = messages[^1].SequenceNumber + 1;
        }
    }

    private static bool IsOf(string tenant, ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue("tenant", out object? of) && of as string == tenant;

    private static string IdOf(Lane lane, ServiceBusReceivedMessage message) => $"{lane.ToString().ToLowerInvariant()}-{message.SequenceNumber}";

    private static DeadLetterMessage Of(Lane lane, ServiceBusReceivedMessage message) => new(
        IdOf(lane, message), message.DeadLetterReason ?? "", message.DeadLetterErrorDescription ?? "", message.EnqueuedTime, message.DeliveryCount, EventsOf(message));

    private static List<Frame> EventsOf(ServiceBusReceivedMessage message)
    {
        try
        {
            return Frame.Decode(message.Body.ToMemory().Span);
        }
        catch (InvalidDataException)
        {
            return []; // that it cannot be read is its reason
        }
    }
}
