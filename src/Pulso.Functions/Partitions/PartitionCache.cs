namespace Pulso.Functions.Partitions;

/// <summary>Keeps the partitions that this process wrote last. Taking one out gives it to the taker alone.</summary>
/// <param name="timelinesKept">Beyond so many timelines the ones used longest ago are forgotten, partition by partition.</param>
public sealed class PartitionCache(int timelinesKept = PartitionCache.TimelinesKept)
{
    private const int TimelinesKept = 60_000;

    private readonly Lock guard = new();
    private readonly Dictionary<string, LinkedListNode<Partition>> nodes = [];
    private readonly LinkedList<Partition> byUse = [];
    private int timelines;

    /// <summary>Takes a partition out; null when it is not here. Put it back only after everything was committed and sent.</summary>
    public Partition? Take(string key)
    {
        lock (guard)
        {
            if (!nodes.Remove(key, out var node))
                return null;
            byUse.Remove(node);
            timelines -= node.Value.TimelineCount;
            return node.Value;
        }
    }

    public void Return(Partition partition)
    {
        partition.Trim();
        lock (guard)
        {
            if (nodes.ContainsKey(partition.Key))
                return;
            nodes.Add(partition.Key, byUse.AddLast(partition));
            timelines += partition.TimelineCount;
            while (timelines > timelinesKept)
                Age(byUse.First!);
        }
    }

    /// <summary>Lets a partition forget what it has not used since its last turn; one that has nothing left goes.</summary>
    private void Age(LinkedListNode<Partition> node)
    {
        timelines -= node.Value.TimelineCount;
        node.Value.Age();
        timelines += node.Value.TimelineCount;
        byUse.Remove(node);
        if (node.Value.TimelineCount > 0)
            byUse.AddLast(node);
        else
            nodes.Remove(node.Value.Key);
    }
}
