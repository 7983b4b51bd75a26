using System.Globalization;
using Pulso.Encoding;
using Pulso.Timelines;

namespace Pulso.Events;

/// <summary>An accepted event with its way: what the queue carries and the archive keeps.</summary>
/// <param name="Source">The sending system; empty for a derived event.</param>
public sealed record Frame(TimelineKey Key, string Source, Event Event)
{
    private const byte Format = 1;
    private const int KindBits = 5; // of a frame's first byte; above them, how many keys there are beyond the first

    /// <summary>The most keys that pseudonyms can be under.</summary>
    public const int MostKeys = 8;

    /// <summary>How many of the tenant's keys the pseudonyms in it are under, one over the other.</summary>
    public int Keys { get; init; } = 1;

    /// <summary>Tells a timeline that an instant was reached, which a set of events cannot know by itself.</summary>
    public static Frame OfTime(TimelineKey key, long reachedMs) => new(key, "", new Event(
        EventTypes.TimeReached, reachedMs, EventId.Hash(string.Create(CultureInfo.InvariantCulture, $"{EventId.Text(key.Hash)} reached {reachedMs}")), []));

    /// <summary>An accepted event on its way to every timeline that it reaches.</summary>
    public static IEnumerable<Frame> AllOf(string source, Event item, string? subject) =>
        TimelineKey.AllOf(item, subject).Select(key => new Frame(key, source, item));

    /// <summary>The frame with other pseudonyms in the place of its own; the same instance where none changes.</summary>
    public Frame Rename(Func<string, string> rename)
    {
        var key = IsNamed && rename(Key.Name) is var name && name != Key.Name ? new TimelineKey(Key.Kind, name) : Key;
        bool changes = Event.Values.Any(value => IsOther(value, out _));
        if (key == Key && !changes)
            return this;
        var values = Event.Values.Select(value => IsOther(value, out string other) ? new FieldValue(value.Field, other) : value);
        return new Frame(key, Source, changes ? new Event(Event.Type, Event.TimeMs, Event.Id, [.. values]) : Event) { Keys = Keys };

        bool IsOther(FieldValue value, out string other)
        {
            other = value.Field.Kind == FieldKind.Pseudonym ? rename(value.Text!) : "";
            return value.Field.Kind == FieldKind.Pseudonym && other != value.Text;
        }
    }

    /// <summary>The frame without what a customer wrote; the same instance where there is nothing.</summary>
    public Frame WithoutComment() => Event.HasComment ? this with { Event = Event.WithoutComment() } : this;

    /// <summary>True if its timeline's name is a pseudonym.</summary>
    private bool IsNamed => Key.Kind is TimelineKind.Customer or TimelineKind.Thread;

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
        writer.Byte((byte)((byte)Key.Kind | ((Keys - 1) << KindBits)));
        writer.Text(Key.Name);
        writer.Text(Source);
        writer.Raw(Event.Encoded);
    }

    private static Frame Read(ref ByteReader reader)
    {
        byte first = reader.Byte();
        var key = new TimelineKey((TimelineKind)(first & ((1 << KindBits) - 1)), reader.Text());
        return new Frame(key, reader.Text(), Event.Decode(ref reader)) { Keys = (first >> KindBits) + 1 };
    }
}
