using Pulso.Events;
using Pulso.Functions.Partitions;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Partitions;

public sealed class HeadTests
{
    [Fact]
    public void A_head_is_read_as_it_was_written()
    {
        var days = new SortedDictionary<DateOnly, long> { [new(1970, 1, 1)] = 1, [new(2026, 3, 2)] = long.MaxValue, [new(2199, 12, 31)] = 7 };
        var head = new Head(42, days, Calls.Solved("call").Frames, new Pending(EventId.Hash("record"), 3, 90));

        var read = Head.Decode(head.Encode());

        Assert.Equal(head.Revision, read.Revision);
        Assert.Equal(head.Days, read.Days);
        Assert.Equal(Frame.Encode(head.Outbox), Frame.Encode(read.Outbox));
        Assert.Equal(head.Pending, read.Pending);
    }

    [Fact]
    public void A_new_head_has_nothing()
    {
        var read = Head.Decode(Head.New().Encode());

        Assert.Equal(0, read.Revision);
        Assert.Empty(read.Days);
        Assert.Empty(read.Outbox);
        Assert.Null(read.Pending);
    }

    [Fact]
    public void A_head_of_another_format_is_refused() => Assert.Throws<InvalidDataException>(() => Head.Decode([9, 0, 0]));
}
