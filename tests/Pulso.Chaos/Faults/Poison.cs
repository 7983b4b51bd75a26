using Pulso.Chaos.Running;
using Pulso.Chaos.Streams;
using Pulso.Events;
using Pulso.Timelines;

namespace Pulso.Chaos.Faults;

/// <summary>Messages that hold what cannot be applied: the webhook would have let none of it in.</summary>
internal sealed class Poison(QueueTable queue, string tenant)
{
    private readonly List<UInt128> ids = [];
    private readonly List<byte[]> unreadable = [];

    /// <summary>The events that must be on the dead-letter side in the end.</summary>
    public IReadOnlyCollection<UInt128> Ids => ids;

    public IReadOnlyCollection<byte[]> Unreadable => unreadable;

    /// <summary>Sends a contact's events with a poison event among them; none with two of them alone.</summary>
    public void Send(Fault place, IReadOnlyList<Line> neighbours)
    {
        int partition = neighbours.Count > 0 ? PartitionOf(neighbours[0].Frame) : 0;
        var frames = neighbours.Select(line => line.Frame).ToList();
        frames.Insert(place switch { Fault.PoisonFirst => 0, Fault.PoisonMiddle => frames.Count / 2, _ => frames.Count }, OutOfTime(partition));
        if (place == Fault.PoisonAlone)
            frames.Add(OutOfTime(partition));
        queue.Send(tenant, Disturbed.SessionOf(tenant, partition), [Frame.Encode(frames)]);
    }

    public void SendUnreadable()
    {
        byte[] bytes = [9, .. Guid.NewGuid().ToByteArray()];
        unreadable.Add(bytes);
        queue.Send(tenant, Disturbed.SessionOf(tenant, 0), [bytes]);
    }

    /// <summary>Sends events past the webhook, all at once.</summary>
    public void SendAtOnce(IReadOnlyList<Line> lines) => queue.Send(
        tenant, Disturbed.SessionOf(tenant, PartitionOf(lines[0].Frame)), lines.Select(line => line.Frame).Chunk(9).Select(frames => Frame.Encode(frames)));

    public int PartitionOf(Frame frame) => frame.Key.Partition(tenant, Disturbed.Partitions);

    /// <summary>An event whose instant no calendar holds, on a timeline of its own in the given partition.</summary>
    private Frame OutOfTime(int partition)
    {
        var id = EventId.Of(CanonicalJson.Source, $"{Guid.NewGuid()}");
        ids.Add(id);
        var key = Enumerable.Range(0, int.MaxValue).Select(i => new TimelineKey(TimelineKind.Contact, $"poison-{id}-{i}"))
            .First(key => key.Partition(tenant, Disturbed.Partitions) == partition);
        return new Frame(key, CanonicalJson.Source, new Event(EventTypes.ContactStarted, long.MaxValue, id, []));
    }
}
