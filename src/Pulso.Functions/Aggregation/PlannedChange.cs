using Pulso.Encoding;
using Pulso.Events;
using Pulso.Functions.Storage;
using Pulso.Measures;
using Pulso.Timelines;

namespace Pulso.Functions.Aggregation;

/// <summary>One timeline's change, ready to be written.</summary>
/// <param name="Row">The encoding of the timeline after the change.</param>
/// <param name="IsNew">True if the timeline is believed to have no row yet.</param>
public sealed record PlannedChange(TimelineChange Change, Packed Row, bool IsNew)
{
    public TimelineKey Key => Change.Next.Key;

    /// <summary>The bytes of the timeline, and of what the cells can grow by: no more than the contributions that the timeline holds too.</summary>
    public int SizeBesideCells => Row.Size + Row.RawSize;

    /// <summary>The record of a change that is larger than one transaction: the timeline, the whole delta, the derived events.</summary>
    public byte[] EncodePending()
    {
        var writer = new ByteWriter();
        writer.Block(Row.Bytes);
        writer.Block(Change.Delta.Encode());
        writer.Block(Frame.Encode(Change.Derived));
        return writer.ToArray();
    }

    public static PlannedChange DecodePending(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        byte[] row = reader.Block().ToArray();
        var delta = Cells.Decode(reader.Block());
        byte[] timeline = Packed.Unpack(row);
        var change = new TimelineChange(Timeline.Decode(timeline), delta, Frame.Decode(reader.Block()), AsksMs: null);
        return new PlannedChange(change, new Packed(row, timeline.Length), IsNew: false);
    }
}
