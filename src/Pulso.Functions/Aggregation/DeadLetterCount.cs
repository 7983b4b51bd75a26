using Azure.Messaging.ServiceBus;
using Pulso.Events;

namespace Pulso.Functions.Aggregation;

/// <summary>Counts a tenant's events on the dead-letter side.</summary>
public sealed class DeadLetterCount(ServiceBusClient client, Deployment deployment)
{
    private readonly IReadOnlyList<ServiceBusReceiver> receivers =
        [.. Enum.GetValues<Lane>().Select(lane => client.CreateReceiver(deployment.QueueOf(lane), new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }))];

    public async Task<int> OfAsync(string tenant, CancellationToken cancel)
    {
        int count = 0;
        foreach (var receiver in receivers)
            count += await OfAsync(receiver, tenant, cancel);
        return count;
    }

    private static async Task<int> OfAsync(ServiceBusReceiver receiver, string tenant, CancellationToken cancel)
    {
        int count = 0;
        long from = 0; // without a number, a receiver goes on from where its last peek ended
        while (await receiver.PeekMessagesAsync(100, from, cancel) is { Count: > 0 } messages)
        {
            count += messages.Where(message => message.ApplicationProperties.TryGetValue("tenant", out object? of) && of as string == tenant).Sum(Events);
            from = messages[^1].SequenceNumber + 1;
        }
        return count;
    }

    private static int Events(ServiceBusReceivedMessage message)
    {
        try
        {
            return Frame.Decode(message.Body.ToMemory().Span).Count;
        }
        catch (InvalidDataException)
        {
            return 1; // unreadable: one at least
        }
    }
}
