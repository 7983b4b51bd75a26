using Azure.Messaging.ServiceBus;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Generations;

/// <summary>The queue's sessions at work: their messages go to any of the processes, and what fails is delivered again.</summary>
internal sealed class Pump(Instance first, Random random, params Instance[] others)
{
    private readonly List<ServiceBusReceiver> lanes =
    [
        .. Enum.GetValues<Lane>().Select(lane => first.Get<ServiceBusClient>().CreateReceiver(first.Get<Deployment>().QueueOf(lane), new ServiceBusReceiverOptions())),
    ];
    private readonly Dictionary<string, Queue<ServiceBusReceivedMessage>> sessions = [];
    private readonly List<Instance> processes = [first, .. others];

    /// <summary>Cancelled when the first process dies.</summary>
    public CancellationToken FirstDies { get; init; }

    /// <summary>Delivers until nothing is left, and nothing more comes.</summary>
    public async Task RunAsync()
    {
        while (await StepAsync())
        {
        }
    }

    /// <summary>Delivers some messages of one session; false if there are none in any.</summary>
    public async Task<bool> StepAsync()
    {
        foreach (var lane in lanes)
            await TakeAsync(lane);
        var busy = sessions.Where(session => session.Value.Count > 0).ToList();
        if (busy.Count == 0)
            return false;
        var (name, queue) = busy[random.Next(busy.Count)];
        var batch = queue.Take(random.Next(1, 6)).ToList();
        await UntilDoneAsync(name, batch);
        batch.ForEach(_ => queue.Dequeue());
        return true;
    }

    private async Task TakeAsync(ServiceBusReceiver lane)
    {
        while (await lane.PeekMessagesAsync(500) is { Count: > 0 } more)
        {
            foreach (var message in more)
            {
                if (!sessions.TryGetValue(message.SessionId, out var waiting))
                    sessions.Add(message.SessionId, waiting = []);
                waiting.Enqueue(message);
            }
        }
    }

    private async Task DeliverAsync(Instance process, string session, List<ServiceBusReceivedMessage> batch)
    {
        var dies = process == first ? FirstDies : CancellationToken.None;
        await process.Aggregator.PassMarksAsync(await process.Aggregator.ApplyAsync(batch, dies), session, dies);
    }

    private async Task UntilDoneAsync(string session, List<ServiceBusReceivedMessage> batch)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                // One that is to die does everything until then.
                bool isFirstsTurn = FirstDies.CanBeCanceled && !FirstDies.IsCancellationRequested;
                await DeliverAsync(isFirstsTurn ? first : processes[random.Next(processes.Count)], session, batch);
                return;
            }
            catch (Exception error) when (attempt < 50 && Pulso.Functions.Storage.Outage.Is(error))
            {
                if (FirstDies.IsCancellationRequested)
                    processes.Remove(first); // the queue gives the batch to another one
            }
        }
    }
}
