using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Pulso.Functions.Aggregation;

/// <summary>Takes a batch of one session's messages from the queue and brings the figures up to date with it.</summary>
public sealed class Aggregate(Aggregator aggregator)
{
    // A batch's locks are not renewed: it ends, or is given back, before the queue's five minutes are over.
    private static readonly TimeSpan WithinLock = TimeSpan.FromMinutes(4);

    [Function("aggregate")]
    public async Task RunAsync(
        [ServiceBusTrigger("%Pulso:Queue%", Connection = "ServiceBus", IsSessionsEnabled = true, IsBatched = true)]
        ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions,
        ServiceBusSessionMessageActions session,
        CancellationToken cancel)
    {
        // A busy session is never let go otherwise, and the others starve (azure-functions-dotnet-worker#3087).
        await session.ReleaseSession(cancel);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(WithinLock);
        var batch = await aggregator.ApplyAsync(messages, deadline.Token);
        foreach (var letter in batch.DeadLetters)
            await actions.DeadLetterMessageAsync(letter.Message, null, letter.Reason, letter.Description, cancel);
        await aggregator.PassMarksAsync(batch, messages[0].SessionId, cancel);
    }
}
