using System.Collections.Concurrent;
using Pulso.Functions.Partitions;
using Pulso.Settings;
using Pulso.Timelines.Agents;

namespace Pulso.Functions.Agents;

/// <summary>Reads who the agents are from the timelines that hold their profiles.</summary>
public sealed class AgentStore(PartitionStore partitions)
{
    /// <summary>Every profile of a tenant, by agent and validity.</summary>
    public async Task<IReadOnlyList<AgentProfile>> ProfilesAsync(TenantSettings settings, CancellationToken cancel)
    {
        var found = new ConcurrentBag<Timelines.Timeline>();
        await Parallel.ForEachAsync(AgentProfile.AllKeys, cancel, async (key, token) =>
        {
            if (await partitions.ReadTimelineAsync(settings, key, token) is { } timeline)
                found.Add(timeline);
        });
        return [.. AgentProfile.AllOf(found.SelectMany(timeline => timeline.Events))];
    }
}
