using Pulso.Encoding;
using Pulso.Events;

namespace Pulso.Functions.Partitions;

/// <summary>A change larger than one transaction: how many pending rows hold it, and how many of its blocks are in the cells.</summary>
/// <param name="Record">The hash of the record, and the name of its rows.</param>
public sealed record Pending(UInt128 Record, int Rows, int BlocksDone);

/// <summary>The row that every transaction of a partition writes, with If-Match: it fences a writer that lost its session.</summary>
/// <param name="Revision">Raised by every transaction.</param>
/// <param name="Days">Per business day the revision that changed its cells last: the dirty-day marks.</param>
/// <param name="Outbox">Derived events that may not have been sent yet; the next transaction after the sending drops them.</param>
public sealed record Head(long Revision, SortedDictionary<DateOnly, long> Days, IReadOnlyList<Frame> Outbox, Pending? Pending)
{
    private const byte Format = 1;
    private const byte FormatWithFollower = 2; // a version that does not know of followers must not write over one
    private const byte FormatClosed = 3;

    /// <summary>The generation that live events go to besides this partition's own; 0 for none.</summary>
    public int Follower { get; init; }

    /// <summary>True where the generation was dropped: nothing is applied here, whatever somebody still believes of it.</summary>
    public bool IsClosed { get; init; }

    public static Head New() => new(0, [], [], null);

    /// <summary>The head that is left of a dropped generation: nothing of anybody is in it.</summary>
    public Head Closed() => new(Revision + 1, Days, [], null) { IsClosed = true };

    /// <summary>The same where the generation is there after all.</summary>
    public Head Opened() => this with { Revision = Revision + 1, IsClosed = false };

    public byte[] Encode()
    {
        var writer = new ByteWriter();
        writer.Byte(IsClosed ? FormatClosed : Follower > 0 ? FormatWithFollower : Format);
        if (Follower > 0)
            writer.Count(Follower);
        writer.Signed(Revision);
        writer.Count(Days.Count);
        int last = 0;
        foreach (var (date, revision) in Days)
        {
            writer.Signed(date.DayNumber - last);
            writer.Signed(revision);
            last = date.DayNumber;
        }
        writer.Block(Frame.Encode(Outbox));
        writer.Count(Pending?.Rows ?? 0);
        if (Pending is { } pending)
        {
            writer.Hash(pending.Record);
            writer.Count(pending.BlocksDone);
        }
        return writer.ToArray();
    }

    public static Head Decode(byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        byte format = reader.Byte();
        if (format is not (Format or FormatWithFollower or FormatClosed))
            throw new InvalidDataException($"unknown head format {format}");
        int follower = format == FormatWithFollower ? reader.Count() : 0;
        long revision = reader.Signed();
        var days = new SortedDictionary<DateOnly, long>();
        int day = 0;
        for (int count = reader.Count(); count > 0; count--)
        {
            day += (int)reader.Signed();
            days.Add(DateOnly.FromDayNumber(day), reader.Signed());
        }
        var outbox = Frame.Decode(reader.Block());
        int rows = reader.Count();
        return new Head(revision, days, outbox, rows == 0 ? null : new Pending(reader.Hash(), rows, reader.Count())) { Follower = follower, IsClosed = format == FormatClosed };
    }
}
