using Azure.Messaging.ServiceBus;
using Pulso.Events;
using Pulso.Functions.Aggregation;

namespace Pulso.Functions.Tests.Running;

/// <summary>Messages as the queue gives them.</summary>
internal static class Messages
{
    public static ServiceBusReceivedMessage Events(string tenant, IEnumerable<Frame> frames) => Events(tenant, Frame.Encode(frames));

    public static ServiceBusReceivedMessage Events(string? tenant, byte[] body) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        body: new BinaryData(body),
        messageId: Guid.NewGuid().ToString("N"),
        sessionId: "kpi-00",
        subject: MessageSubject.Events,
        properties: tenant is null ? new Dictionary<string, object>() : new Dictionary<string, object> { ["tenant"] = tenant },
        enqueuedTime: DateTimeOffset.UnixEpoch);
}

/// <summary>What lies on an instance's queues, from where it was last looked at.</summary>
internal sealed class QueueView(Instance instance)
{
    private readonly IReadOnlyList<ServiceBusReceiver> receivers =
        [.. Enum.GetValues<Lane>().Select(lane => instance.Get<ServiceBusClient>().CreateReceiver(instance.Get<Deployment>().QueueOf(lane), new ServiceBusReceiverOptions()))];

    /// <summary>The messages that came since the last call.</summary>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> NextAsync()
    {
        var all = new List<ServiceBusReceivedMessage>();
        foreach (var receiver in receivers)
        {
            while (await receiver.PeekMessagesAsync(500) is { Count: > 0 } more)
                all.AddRange(more);
        }
        return all;
    }

    /// <summary>Applies what came since the last call, and what that causes, until nothing more comes.</summary>
    /// <param name="waiting">What happens before messages are taken: time passes until they are due.</param>
    /// <returns>What went to the dead-letter side.</returns>
    public async Task<IReadOnlyList<DeadLetter>> ApplyAsync(Action? waiting = null)
    {
        var dead = new List<DeadLetter>();
        while (await NextAsync() is { Count: > 0 } messages)
        {
            waiting?.Invoke();
            foreach (var session in messages.GroupBy(message => message.SessionId))
                dead.AddRange((await instance.Aggregator.ApplyAsync([.. session], CancellationToken.None)).DeadLetters);
        }
        return dead;
    }
}
