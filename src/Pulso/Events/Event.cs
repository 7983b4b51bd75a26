using Pulso.Encoding;

namespace Pulso.Events;

/// <summary>One distinct thing that happened, as it is kept: no personal data, no names that were not admitted.</summary>
/// <param name="TimeMs">When it happened: milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Id">The hash of its source and id.</param>
/// <param name="Values">The values, in the order of their fields' codes, each field once.</param>
public sealed record Event(EventType Type, long TimeMs, UInt128 Id, IReadOnlyList<FieldValue> Values)
{
    private byte[]? encoded;

    /// <summary>The one encoding of this event: equal events have equal bytes.</summary>
    public ReadOnlySpan<byte> Encoded => encoded ??= Encode();

    public string? Text(Field field)
    {
        foreach (var value in Values)
        {
            if (ReferenceEquals(value.Field, field))
                return value.Text;
        }
        return null;
    }

    public long? Number(Field field)
    {
        foreach (var value in Values)
        {
            if (ReferenceEquals(value.Field, field))
                return value.Number;
        }
        return null;
    }

    public bool Is(Field field) => Number(field) == 1;

    /// <summary>The same event with every key from outside that is not admitted taken as another one.</summary>
    public Event Admit(Func<KeyRegistry, string, bool> isAdmitted, string other) =>
        new(Type, TimeMs, Id, Values.Select(value => value.Admit(isAdmitted, other)).ToArray());

    /// <summary>True if it holds what somebody wrote in words of their own.</summary>
    public bool HasComment => Type == EventTypes.SurveyAnswered && Text(Field.Comment) is not null;

    /// <summary>The event without what somebody wrote; the same instance where there is nothing.</summary>
    /// <remarks>Its encoding is the lower of the two: wherever both come together, the comment is gone.</remarks>
    public Event WithoutComment() =>
        HasComment ? new(Type, TimeMs, Id, [.. Values.Where(value => !ReferenceEquals(value.Field, Field.Comment))]) : this;

    /// <summary>A derived event under another version.</summary>
    internal Event Under(long version) => new(
        Type, TimeMs, Id, [.. Values.Select(value => ReferenceEquals(value.Field, Field.Version) ? new FieldValue(Field.Version, version) : value)]);

    public static Event Decode(ref ByteReader reader)
    {
        var type = EventTypes.OfRank(reader.Byte());
        long time = reader.Signed();
        var id = reader.Hash();
        var values = new FieldValue[reader.Byte()];
        for (int i = 0; i < values.Length; i++)
        {
            var field = Field.OfCode(reader.Byte());
            values[i] = field.IsText ? new(field, reader.Text()) : new(field, reader.Signed());
        }
        return new Event(type, time, id, values);
    }

    private byte[] Encode()
    {
        var writer = new ByteWriter();
        writer.Byte(Type.Rank);
        writer.Signed(TimeMs);
        writer.Hash(Id);
        writer.Byte((byte)Values.Count);
        foreach (var value in Values)
        {
            writer.Byte(value.Field.Code);
            if (value.Field.IsText)
                writer.Text(value.Text!);
            else
                writer.Signed(value.Number);
        }
        return writer.ToArray();
    }
}
