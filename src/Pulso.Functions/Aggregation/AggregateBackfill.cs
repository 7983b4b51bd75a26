using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Pulso.Functions.Aggregation;

/// <summary>The same as <see cref="Aggregate"/> for the other lane: a function of its own, which is scaled, and waits, by itself.</summary>
public sealed class AggregateBackfill(Aggregator aggregator)
{
    private readonly Aggregate aggregate = new(aggregator);

    [Function("aggregate-backfill")]
    public Task RunAsync(
        [ServiceBusTrigger("%Pulso:Queue%-backfill", Connection = "ServiceBus", IsSessionsEnabled = true, IsBatched = true)]
        ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions,
        ServiceBusSessionMessageActions session,
        CancellationToken cancel) => aggregate.RunAsync(messages, actions, session, cancel);
}
