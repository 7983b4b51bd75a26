using Pulso.Encoding;
using Pulso.Events;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Events;

public sealed class EventSetLaws
{
    [Fact]
    public void Union_is_commutative() => Law.ForStreams((stream, random) =>
    {
        var (a, b, _) = Parts(stream, random);
        Equal(Union(EventSet.Of(a), b), Union(EventSet.Of(b), a));
    });

    [Fact]
    public void Union_is_associative() => Law.ForStreams((stream, random) =>
    {
        var (a, b, c) = Parts(stream, random);
        Equal(Union(Union(EventSet.Of(a), b), c), Union(EventSet.Of(a), Union(EventSet.Of(b), c)));
    });

    [Fact]
    public void Union_with_known_events_is_the_same_set() => Law.ForStreams((stream, random) =>
    {
        var all = EventSet.Of(Events(stream));
        Assert.Same(all, all.Union(all, out var conflicts));
        Assert.Empty(conflicts);
        Assert.Same(all, all.Union(Parts(stream, random).A, out _));
    });

    [Fact]
    public void Of_one_identity_the_ordinally_lowest_encoding_stays() => Law.ForStreams((stream, random) =>
    {
        var events = Events(stream);
        random.Shuffle(events);
        var lowest = events.GroupBy(item => item.Id)
            .Select(same => same.Select(item => Convert.ToHexString(item.Encoded)).Min(StringComparer.Ordinal));
        Assert.Equal(lowest.Order(), EventSet.Of(events).Select(item => Convert.ToHexString(item.Encoded)).Order());
    });

    [Fact]
    public void Events_are_in_the_order_of_time_type_and_identity() => Law.ForStreams((stream, _) =>
    {
        var events = EventSet.Of(Events(stream)).Select(item => (item.TimeMs, item.Type.Rank, item.Id)).ToList();
        Assert.Equal(events.Order(), events);
    });

    [Fact]
    public void A_set_survives_its_encoding() => Law.ForStreams((stream, _) =>
    {
        var set = EventSet.Of(Events(stream));
        var reader = new ByteReader(Encoded(set));
        var decoded = EventSet.Decode(ref reader);
        Assert.True(reader.AtEnd);
        Equal(set, decoded);
    });

    [Fact]
    public void A_repetition_is_no_conflict_and_other_content_is_one()
    {
        var item = Item(1, (Field.Queue, "north"));
        var other = Item(1, (Field.Queue, "south"));
        Empty().Union([item, item], out var none);
        Empty().Union([item, item, other], out var one);
        EventSet.Of([other]).Union([item], out var late);
        Assert.Equal((0, 1, 1), (none.Count, one.Count, late.Count));
    }

    [Fact]
    public void Of_two_derived_events_the_higher_version_stays_in_any_order_and_is_no_conflict()
    {
        var first = Derived(9, "zz");
        var second = Derived(10, "aa");
        foreach (var order in new[] { new[] { first, second }, [second, first], [second, first, second] })
        {
            var set = Empty().Union(order, out var conflicts);
            Assert.Equal(10, Assert.Single(set).Number(Field.Version));
            Assert.Empty(conflicts);
        }
    }

    private static Event Item(int id, params (Field, object)[] values) => new(EventTypes.ContactQueued, 0, (UInt128)id, Values.Of(values));

    private static Event Derived(int version, string queue) =>
        new(EventTypes.ContactObserved, 0, 1, Values.Of((Field.Version, version), (Field.Queue, queue)));

    private static EventSet Empty() => EventSet.Empty;

    private static EventSet Union(EventSet set, IEnumerable<Event> more) => set.Union(more, out _);

    private static Event[] Events(EventStream stream) =>
        [.. stream.Frames.Where(frame => frame.Key.Kind == TimelineKind.Contact).Select(frame => frame.Event)];

    /// <summary>Three parts that overlap.</summary>
    private static (Event[] A, Event[] B, Event[] C) Parts(EventStream stream, Random random)
    {
        Event[] Part() => [.. Events(stream).Where(_ => random.Next(2) == 0)];
        return (Part(), Part(), Part());
    }

    private static byte[] Encoded(EventSet set)
    {
        var writer = new ByteWriter();
        set.Encode(writer);
        return writer.ToArray();
    }

    private static void Equal(EventSet expected, EventSet actual) => Assert.Equal(Encoded(expected), Encoded(actual));
}
