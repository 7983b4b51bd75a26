using Pulso.Functions.Aggregation;
using Pulso.Functions.Partitions;
using Pulso.Functions.Storage;
using Pulso.Settings;

namespace Pulso.Functions.Generations;

/// <summary>Writes into the heads of a session's partitions that live events go to another generation too.</summary>
/// <remarks>
/// Every transaction of a partition writes its head with If-Match, so no writer can go on without knowing: whoever holds an older head fails, and
/// reads it anew.
/// </remarks>
public sealed class Following(PartitionStore store, PartitionCache cache, Deployment deployment)
{
    public Task BeginAsync(TenantSettings settings, string session, int generation, CancellationToken cancel)
    {
        var indexes = Enumerable.Range(0, deployment.PartitionsOf(settings))
            .Where(index => deployment.SessionOf(settings.Tenant, index, Deployment.LaneOf(session)) == session);
        return Parallel.ForEachAsync(indexes, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancel }, async (index, token) =>
            await Outage.Retries.ExecuteAsync(async again => await BeginAsync(Names.Partition(settings, index), generation, again), token));
    }

    private async Task BeginAsync(string key, int generation, CancellationToken cancel)
    {
        cache.Take(key); // what is in memory is read anew, with what is written here
        var partition = await store.LoadAsync(key, cancel);
        var head = partition.Head;
        if (head.Follower < generation)
            await store.CommitAsync(partition, head with { Revision = head.Revision + 1, Follower = generation }, [], cancel);
    }
}
