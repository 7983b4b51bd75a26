namespace Pulso.Functions.Partitions;

/// <summary>Keeps the partitions that this process wrote last. Taking one out gives it to the taker alone.</summary>
/// <param name="weightKept">Beyond so much of <see cref="Partition.Weight"/> together, what was used longest ago is forgotten, partition by partition.</param>
public sealed class PartitionCache(int weightKept = PartitionCache.WeightKept)
{
    // Some 400 bytes each, by the heap of a process that is full of them (bench/soak.md): 400 MB of an instance's 2 GB.
    private const int WeightKept = 1_000_000;

    private readonly Lock guard = new();
    private readonly Dictionary<string, LinkedListNode<Kept>> nodes = [];
    private readonly LinkedList<Kept> byUse = [];
    private int weight;

    /// <summary>How much it holds now.</summary>
    public int Weight
    {
        get
        {
            lock (guard)
                return weight;
        }
    }

    /// <summary>Takes a partition out; null when it is not here. Put it back only after everything was committed and sent.</summary>
    public Partition? Take(string key)
    {
        lock (guard)
        {
            if (!nodes.Remove(key, out var node))
                return null;
            byUse.Remove(node);
            weight -= node.Value.Weight;
            return node.Value.Partition;
        }
    }

    public void Return(Partition partition)
    {
        lock (guard)
        {
            if (nodes.ContainsKey(partition.Key))
                return;
            Add(partition);
            while (weight > weightKept)
                Age(byUse.First!);
        }
    }

    /// <summary>Lets a partition forget what it has not used since its last turn; one that has nothing left goes.</summary>
    private void Age(LinkedListNode<Kept> node)
    {
        byUse.Remove(node);
        nodes.Remove(node.Value.Partition.Key);
        weight -= node.Value.Weight;
        node.Value.Partition.Age();
        if (!node.Value.Partition.IsEmpty)
            Add(node.Value.Partition);
    }

    private void Add(Partition partition)
    {
        var kept = new Kept(partition, partition.Weight);
        nodes.Add(partition.Key, byUse.AddLast(kept));
        weight += kept.Weight;
    }

    private readonly record struct Kept(Partition Partition, int Weight);
}
