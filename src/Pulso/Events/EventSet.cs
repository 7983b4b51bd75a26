using System.Collections;
using Pulso.Encoding;

namespace Pulso.Events;

/// <summary>A set of distinct events in contract order: by time, then rank of type, then identity.</summary>
/// <remarks>
/// Union is commutative, associative and idempotent, so lateness, disorder and repetition cannot matter. Of two events with one
/// identity and other content the ordinally lowest encoding stays; of two derived events the higher version.
/// </remarks>
public sealed class EventSet : IReadOnlyList<Event>
{
    public static readonly EventSet Empty = new([]);

    private readonly Event[] events;

    private EventSet(Event[] events) => this.events = events;

    public int Count => events.Length;

    public Event this[int index] => events[index];

    public static EventSet Of(IEnumerable<Event> events) => Empty.Union(events, out _);

    /// <summary>This set and the given events; the same instance when they add nothing.</summary>
    /// <param name="conflicts">Those that came with an identity that the set knows, and other content.</param>
    public EventSet Union(IEnumerable<Event> more, out IReadOnlyList<Event> conflicts)
    {
        var conflicting = new List<Event>();
        conflicts = conflicting;
        var byId = new Dictionary<UInt128, Event>(events.Length + 4);
        foreach (var known in events)
            byId.Add(known.Id, known);
        bool changed = false;
        foreach (var next in more)
        {
            if (byId.TryGetValue(next.Id, out var known))
            {
                if (next.Encoded.SequenceEqual(known.Encoded))
                    continue;
                if (!next.Type.IsDerived)
                    conflicting.Add(next);
                if (!Prevails(next, known))
                    continue;
            }
            byId[next.Id] = next;
            changed = true;
        }
        return changed ? new EventSet(Sorted(byId.Values)) : this;
    }

    /// <summary>True if any comment is from before an instant.</summary>
    public bool HasCommentBefore(long instantMs) => Array.Exists(events, item => item.TimeMs < instantMs && item.HasComment);

    /// <summary>The set without comments from before an instant; the same instance where there are none.</summary>
    public EventSet WithoutCommentsBefore(long instantMs) => HasCommentBefore(instantMs)
        ? new EventSet([.. events.Select(item => item.TimeMs < instantMs ? item.WithoutComment() : item)])
        : this;

    public void Encode(ByteWriter writer)
    {
        writer.Count(events.Length);
        foreach (var item in events)
            writer.Raw(item.Encoded);
    }

    public static EventSet Decode(ref ByteReader reader)
    {
        var events = new Event[reader.Count()];
        for (int i = 0; i < events.Length; i++)
            events[i] = Event.Decode(ref reader);
        return new EventSet(events);
    }

    public IEnumerator<Event> GetEnumerator() => ((IEnumerable<Event>)events).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => events.GetEnumerator();

    private static bool Prevails(Event next, Event known)
    {
        if (next.Type.IsDerived && known.Type.IsDerived && next.Number(Field.Version) != known.Number(Field.Version))
            return next.Number(Field.Version) > known.Number(Field.Version);
        return next.Encoded.SequenceCompareTo(known.Encoded) < 0;
    }

    private static Event[] Sorted(IReadOnlyCollection<Event> distinct)
    {
        var sorted = distinct.ToArray();
        Array.Sort(sorted, InContractOrder);
        return sorted;
    }

    /// <summary>By time, then rank of type, then identity.</summary>
    internal static int InContractOrder(Event a, Event b)
    {
        int order = a.TimeMs.CompareTo(b.TimeMs);
        if (order == 0)
            order = a.Type.Rank.CompareTo(b.Type.Rank);
        return order != 0 ? order : a.Id.CompareTo(b.Id);
    }
}
