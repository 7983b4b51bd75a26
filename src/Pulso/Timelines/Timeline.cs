using Pulso.Encoding;
using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Timelines;

/// <summary>What a timeline tells, or has told, another one: a derived event.</summary>
/// <param name="To">The other one: a customer's, a case's, a day's of an agent.</param>
public readonly record struct Telling(TimelineKey To, Event Event);

/// <summary>The distinct events of one key, what they have added to the cells, and what they have told other timelines.</summary>
/// <param name="ReachedMs">The latest instant that a <c>time.reached</c> has named; 0 before the first.</param>
/// <param name="DueMs">An instant that it has asked to be told of, not later than the first that matters; null where none does.</param>
/// <param name="Added">The contributions that are in the cells.</param>
/// <param name="Version">The version of the last derived event; raised whenever a derived fact changes.</param>
/// <param name="Told">What other timelines hold of this one.</param>
public sealed record Timeline(
    TimelineKey Key, EventSet Events, long ReachedMs, long? DueMs, Cells Added, long Version, IReadOnlyList<Telling> Told)
{
    private const byte Format = 1;

    public static Timeline Empty(TimelineKey key) => new(key, EventSet.Empty, 0, null, new Cells(), 0, []);

    /// <summary>What the given events change: pure, and nothing when the timeline has them all.</summary>
    /// <param name="conflicts">Those that came with a known identity and other content.</param>
    public TimelineChange? Apply(IEnumerable<Event> more, TenantSettings settings, out IReadOnlyList<Event> conflicts)
    {
        long reachedMs = more.Where(item => item.Type == EventTypes.TimeReached).Select(tick => tick.TimeMs).Append(ReachedMs).Max();
        var events = Events.Union(more.Where(item => item.Type != EventTypes.TimeReached), out conflicts)
            .WithoutCommentsBefore(settings.Retention.FirstOfComments(reachedMs));
        if (ReferenceEquals(events, Events) && reachedMs == ReachedMs)
            return null;
        var folded = TimelineFold.Of(Key, events, reachedMs, settings);
        var (told, derived) = Tell(folded.Tellings, Version + 1);
        long? asked = DueMs > reachedMs ? DueMs : null;
        bool asks = folded.DueMs is { } due && !(asked <= due);
        var next = new Timeline(
            Key, events, reachedMs, asks ? folded.DueMs : asked, folded.Cells, derived.Count == 0 ? Version : Version + 1, told);
        return new TimelineChange(next, folded.Cells.Minus(Added), derived, asks ? folded.DueMs : null);
    }

    /// <summary>What it was given from outside, and how far it was told the time: applied to an empty timeline, it comes to the same again.</summary>
    public IEnumerable<Frame> Given => Events.Where(item => !item.Type.IsDerived).Select(item => new Frame(Key, "", item))
        .Concat(ReachedMs > 0 ? [Frame.OfTime(Key, ReachedMs)] : []);

    public byte[] Encode()
    {
        var writer = new ByteWriter();
        writer.Byte(Format);
        Write(writer, Key);
        Events.Encode(writer);
        writer.Signed(ReachedMs);
        writer.Signed(DueMs ?? 0);
        writer.Block(Added.Encode());
        writer.Signed(Version);
        writer.Count(Told.Count);
        foreach (var telling in Told)
        {
            Write(writer, telling.To);
            writer.Raw(telling.Event.Encoded);
        }
        return writer.ToArray();
    }

    public static Timeline Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() is var format && format != Format)
            throw new InvalidDataException($"unknown timeline format {format}");
        var key = ReadKey(ref reader);
        var events = EventSet.Decode(ref reader);
        long reachedMs = reader.Signed();
        long dueMs = reader.Signed();
        var added = Cells.Decode(reader.Block());
        long version = reader.Signed();
        var told = new Telling[reader.Count()];
        for (int i = 0; i < told.Length; i++)
            told[i] = new Telling(ReadKey(ref reader), Event.Decode(ref reader));
        return new Timeline(key, events, reachedMs, dueMs == 0 ? null : dueMs, added, version, told);
    }

    /// <summary>What is to be told under a version, and the derived events for what has changed: news, or a withdrawal from whom it concerns no more.</summary>
    private (List<Telling> Told, List<Frame> Derived) Tell(IReadOnlyList<Telling> tellings, long version)
    {
        var told = new List<Telling>();
        var derived = new List<Frame>();
        var left = Told.ToDictionary(telling => (telling.To, telling.Event.Id), telling => telling.Event);
        foreach (var (to, what) in tellings)
        {
            if (left.Remove((to, what.Id), out var said) && said.Under(0).Encoded.SequenceEqual(what.Under(0).Encoded))
            {
                told.Add(new Telling(to, said));
                continue;
            }
            var news = what.Under(version);
            told.Add(new Telling(to, news));
            derived.Add(new Frame(to, "", news));
        }
        derived.AddRange(left.Select(gone => new Frame(gone.Key.To, "", Withdrawal(gone.Value, version))));
        return (told, derived);
    }

    /// <summary>The derived event that takes back one of the same identity.</summary>
    private static Event Withdrawal(Event said, long version) => new(said.Type, 0, said.Id, [new(Field.Version, version), new(Field.Withdrawn, 1)]);

    private static void Write(ByteWriter writer, TimelineKey key)
    {
        writer.Byte((byte)key.Kind);
        writer.Text(key.Name);
    }

    private static TimelineKey ReadKey(ref ByteReader reader) => new((TimelineKind)reader.Byte(), reader.Text());
}

/// <summary>A timeline after an application: what the cells gain or lose by it, and the derived events that it causes.</summary>
/// <param name="AsksMs">The instant that it now asks to be told of; null where it asks for nothing new.</param>
public sealed record TimelineChange(Timeline Next, Cells Delta, IReadOnlyList<Frame> Derived, long? AsksMs);
