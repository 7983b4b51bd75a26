namespace Pulso.Functions.Storage;

/// <summary>Keeps the partitions that this process wrote last. Taking one out gives it to the taker alone.</summary>
public sealed class PartitionCache
{
    private const int TimelinesKept = 150_000;

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
            while (timelines > TimelinesKept && byUse.First is { } oldest && !ReferenceEquals(oldest.Value, partition))
            {
                byUse.RemoveFirst();
                nodes.Remove(oldest.Value.Key);
                timelines -= oldest.Value.TimelineCount;
            }
        }
    }
}
