using Pulso.Encoding;
using Pulso.Events;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Timelines;

/// <summary>The distinct events of one key, what they have added to the cells, and what they have told other timelines.</summary>
/// <param name="Added">The contributions that are in the cells.</param>
/// <param name="Version">The version of the last derived event; raised whenever a derived fact changes.</param>
/// <param name="Told">The customer who was told, and the derived event that said so; null while nobody was.</param>
public sealed record Timeline(TimelineKey Key, EventSet Events, Cells Added, long Version, (string Customer, Event Event)? Told)
{
    private const byte Format = 1;

    public static Timeline Empty(TimelineKey key) => new(key, EventSet.Empty, new Cells(), 0, null);

    /// <summary>True for the kinds that figures come from. Events of the others are archived, and add to no figure.</summary>
    public static bool IsKept(TimelineKind kind) => kind is TimelineKind.Contact or TimelineKind.Customer;

    /// <summary>What the given events change: pure, and nothing when the timeline has them all.</summary>
    public TimelineChange? Apply(IEnumerable<Event> more, TenantSettings settings, out int conflicts)
    {
        var events = Events.Union(more, out conflicts);
        if (ReferenceEquals(events, Events))
            return null;
        return Key.Kind == TimelineKind.Contact ? ApplyToContact(events, settings) : ApplyToCustomer(events, settings);
    }

    public byte[] Encode()
    {
        var writer = new ByteWriter();
        writer.Byte(Format);
        writer.Byte((byte)Key.Kind);
        writer.Text(Key.Name);
        Events.Encode(writer);
        writer.Block(Added.Encode());
        writer.Signed(Version);
        writer.Byte(Told is null ? (byte)0 : (byte)1);
        if (Told is { } told)
        {
            writer.Text(told.Customer);
            writer.Raw(told.Event.Encoded);
        }
        return writer.ToArray();
    }

    public static Timeline Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() is var format && format != Format)
            throw new InvalidDataException($"unknown timeline format {format}");
        var key = new TimelineKey((TimelineKind)reader.Byte(), reader.Text());
        var events = EventSet.Decode(ref reader);
        var added = Cells.Decode(reader.Block());
        long version = reader.Signed();
        return new Timeline(key, events, added, version, reader.Byte() == 0 ? null : (reader.Text(), Event.Decode(ref reader)));
    }

    private TimelineChange ApplyToContact(EventSet events, TenantSettings settings)
    {
        var contact = ContactFold.Of(events);
        var added = contact is null ? new Cells() : ContactContributions.Of(contact, settings);
        var derived = new List<Frame>();
        var next = this with { Events = events, Added = added };
        var observation = contact?.Customer is null ? null : Observation.Of(Key.Hash, contact);
        if (SaysTheSame(contact?.Customer, observation))
            return new TimelineChange(next, added.Minus(Added), derived);

        long version = Version + 1;
        if (Told is { } told && told.Customer != contact?.Customer)
            derived.Add(ToCustomer(told.Customer, Observation.Withdrawal(Key.Hash, version)));
        next = next with { Version = version, Told = null };
        if (observation?.ToEvent(version) is { } item)
        {
            derived.Add(ToCustomer(contact!.Customer!, item));
            next = next with { Told = (contact!.Customer!, item) };
        }
        return new TimelineChange(next, added.Minus(Added), derived);
    }

    private TimelineChange ApplyToCustomer(EventSet events, TenantSettings settings)
    {
        var added = CustomerContributions.Of(Customer.Of(events), settings);
        return new TimelineChange(this with { Events = events, Added = added }, added.Minus(Added), []);
    }

    private bool SaysTheSame(string? customer, Observation? observation) =>
        customer == Told?.Customer && (observation is null || observation == Observation.Read(Told!.Value.Event));

    private static Frame ToCustomer(string customer, Event item) => new(new TimelineKey(TimelineKind.Customer, customer), "", item);
}

/// <summary>A timeline after an application: what the cells gain or lose by it, and the derived events that it causes.</summary>
public sealed record TimelineChange(Timeline Next, Cells Delta, IReadOnlyList<Frame> Derived);
