using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Pulso.Functions.Aggregation;

/// <summary>Wakes sessions that have something in their inbox: one message for each session and turn, however much comes for it.</summary>
public sealed class WakeUps(ServiceBusSender sender, Deployment deployment, TimeProvider clock)
{
    private readonly Gathering gathering = new(deployment.GatherSeconds, clock);
    private readonly ConcurrentDictionary<string, WakeUp> last = new();

    /// <summary>Puts something into a session's inbox. When it returns, it is there, and the queue has a wake-up after which it is found.</summary>
    public async Task PutAsync(string tenant, string session, Func<Task> put, CancellationToken cancel)
    {
        var turn = gathering.Next(session);
        await Task.WhenAll(put(), AssureAsync(tenant, session, turn, cancel));
        if (gathering.MayMiss(turn))
            await AssureAsync(tenant, session, gathering.Next(session), cancel);
    }

    /// <summary>Wakes a session at once.</summary>
    public Task WakeAsync(string tenant, string session, CancellationToken cancel) => sender.SendMessagesAsync([Message(tenant, session)], cancel);

    /// <summary>Sends the wake-up for a turn, unless this process has.</summary>
    private async Task AssureAsync(string tenant, string session, DateTimeOffset turn, CancellationToken cancel)
    {
        var wakeUp = last.AddOrUpdate(session, _ => New(), (_, known) => gathering.Covers(known.Turn, turn) ? known : New());
        try
        {
            await wakeUp.Sent.Value.WaitAsync(cancel);
        }
        catch when (wakeUp.Sent.Value.IsFaulted)
        {
            last.TryRemove(KeyValuePair.Create(session, wakeUp)); // whoever comes next tries again
            throw;
        }

        WakeUp New() => new(turn, new Lazy<Task>(() => SendAsync(tenant, session, turn)));
    }

    private async Task SendAsync(string tenant, string session, DateTimeOffset turn)
    {
        var message = Message(tenant, session);
        message.MessageId = $"{session}-wake-{turn.UtcTicks}"; // of several instances one is enough
        message.ScheduledEnqueueTime = turn;
        await sender.SendMessagesAsync([message], CancellationToken.None); // others wait for it too
    }

    private static ServiceBusMessage Message(string tenant, string session)
    {
        var message = new ServiceBusMessage(new BinaryData([])) { MessageId = $"{session}-wake-{Guid.NewGuid():N}", SessionId = session, Subject = MessageSubject.Wake };
        message.ApplicationProperties["tenant"] = tenant;
        return message;
    }

    /// <param name="Sent">Done when the queue has it.</param>
    private sealed record WakeUp(DateTimeOffset Turn, Lazy<Task> Sent);
}
