using Pulso.Encoding;
using Pulso.Events;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Events;

public sealed class EncodingLaws
{
    [Fact]
    public void An_event_survives_its_encoding() => Law.ForStreams((stream, _) => Assert.All(stream.Frames, frame =>
    {
        var reader = new ByteReader(frame.Event.Encoded);
        var decoded = Event.Decode(ref reader);
        Assert.True(reader.AtEnd);
        Equal(frame.Event, decoded);
    }));

    [Fact]
    public void Frames_survive_their_encoding() => Law.ForStreams((stream, _) =>
    {
        var decoded = Frame.Decode(Frame.Encode(stream.Frames));
        Assert.Equal(stream.Frames.Count, decoded.Count);
        Assert.All(stream.Frames.Zip(decoded), pair =>
        {
            Assert.Equal(pair.First.Key, pair.Second.Key);
            Assert.Equal(pair.First.Source, pair.Second.Source);
            Equal(pair.First.Event, pair.Second.Event);
        });
    });

    [Fact]
    public void A_frame_says_under_how_many_keys_its_pseudonyms_are()
    {
        var frame = new ContactScript("a").Started(0, (Field.Channel, "voice")).Frames[0];
        var all = Enumerable.Range(1, Frame.MostKeys).Select(keys => frame with { Keys = keys }).ToList();
        Assert.Equal(all.Select(each => (each.Keys, each.Key)), Frame.Decode(Frame.Encode(all)).Select(each => (each.Keys, each.Key)));
        Assert.All(Enum.GetValues<TimelineKind>(), kind => Assert.Equal(kind, Assert.Single(Frame.Decode(Frame.Encode([new Frame(new(kind, "x"), "", frame.Event) { Keys = Frame.MostKeys }]))).Key.Kind));
    }

    [Fact]
    public void A_frame_is_never_larger_than_its_size_says() => Law.ForStreams((stream, _) =>
        Assert.All(stream.Frames, frame => Assert.True(Frame.Encode([frame]).Length <= 1 + frame.Size)));

    [Fact]
    public void A_timeline_survives_its_encoding() => Law.ForStreams((stream, _) =>
    {
        var partition = new Partition(stream.Settings);
        partition.Deliver(stream.Frames);
        partition.DeliverDerived();
        Assert.All(partition.Timelines, timeline =>
        {
            var decoded = Timeline.Decode(timeline.Encode());
            Assert.Equal(timeline.Encode(), decoded.Encode());
            Assert.Equal((timeline.Key, timeline.Version), (decoded.Key, decoded.Version));
            Same.Cells(timeline.Added, decoded.Added);
            Assert.Equal(timeline.Told.Select(telling => telling.To), decoded.Told.Select(telling => telling.To));
        });
    });

    [Fact]
    public void Bytes_that_end_too_early_are_refused()
    {
        byte[] bytes = Frame.Encode(new ContactScript("a").Started(0, (Field.Channel, "voice")).Frames);
        for (int size = 2; size < bytes.Length; size++)
            Assert.Throws<InvalidDataException>(() => Frame.Decode(bytes.AsSpan(0, size)));
        Assert.Throws<InvalidDataException>(() => Frame.Decode([]));
    }

    [Fact]
    public void Bytes_of_another_format_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => Frame.Decode([2]));
        Assert.Throws<InvalidDataException>(() => Timeline.Decode([2]));
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Numbers_of_all_sizes_survive(long number)
    {
        var writer = new ByteWriter();
        writer.Signed(number);
        writer.Unsigned((ulong)number);
        var reader = new ByteReader(writer.ToArray());
        Assert.Equal(number, reader.Signed());
        Assert.Equal((ulong)number, reader.Unsigned());
    }

    private static void Equal(Event expected, Event actual)
    {
        Assert.Equal((expected.Type, expected.TimeMs, expected.Id), (actual.Type, actual.TimeMs, actual.Id));
        Assert.Equal(expected.Values, actual.Values);
        Assert.Equal(expected.Encoded.ToArray(), actual.Encoded.ToArray());
    }
}
