using System.Globalization;
using Pulso.Encoding;
using Pulso.Timelines;

namespace Pulso.Events;

/// <summary>An accepted event with its way: what the queue carries and the archive keeps.</summary>
/// <param name="Source">The sending system; empty for a derived event.</param>
public sealed record Frame(TimelineKey Key, string Source, Event Event)
{
    private const byte Format = 1;

    /// <summary>Tells a timeline that an instant was reached, which a set of events cannot know by itself.</summary>
    public static Frame OfTime(TimelineKey key, long reachedMs) => new(key, "", new Event(
        EventTypes.TimeReached, reachedMs, EventId.Hash(string.Create(CultureInfo.InvariantCulture, $"{EventId.Text(key.Hash)} reached {reachedMs}")), []));

    /// <summary>An accepted event on its way to every timeline that it reaches.</summary>
    public static IEnumerable<Frame> AllOf(string source, Event item, string? subject) =>
        TimelineKey.AllOf(item, subject).Select(key => new Frame(key, source, item));

    /// <summary>The events of one message or archive blob.</summary>
    public static byte[] Encode(IEnumerable<Frame> frames)
    {
        var writer = new ByteWriter();
        writer.Byte(Format);
        foreach (var frame in frames)
            frame.Write(writer);
        return writer.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes were not written by <see cref="Encode"/>.</exception>
    public static List<Frame> Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() is var format && format != Format)
            throw new InvalidDataException($"unknown message format {format}");
        var frames = new List<Frame>();
        while (!reader.AtEnd)
            frames.Add(Read(ref reader));
        return frames;
    }

    /// <summary>The size of this frame in a message, in bytes at most.</summary>
    public int Size => Event.Encoded.Length + (3 * (Key.Name.Length + Source.Length)) + 12;

    private void Write(ByteWriter writer)
    {
        writer.Byte((byte)Key.Kind);
        writer.Text(Key.Name);
        writer.Text(Source);
        writer.Raw(Event.Encoded);
    }

    private static Frame Read(ref ByteReader reader)
    {
        var key = new TimelineKey((TimelineKind)reader.Byte(), reader.Text());
        return new Frame(key, reader.Text(), Event.Decode(ref reader));
    }
}
