using System.Globalization;
using Azure.Messaging.ServiceBus;
using Pulso.Events;

namespace Pulso.Functions.Aggregation;

/// <summary>A message that goes to the dead-letter side.</summary>
public sealed record DeadLetter(ServiceBusReceivedMessage Message, string Reason, string Description)
{
    /// <summary>The source of each event in it: one of the tenant's settings, or that of the app's own events.</summary>
    public IEnumerable<string> Sources
    {
        get
        {
            try
            {
                return Frame.Decode(Message.Body.ToMemory().Span).ConvertAll(frame => frame.Source.Length > 0 ? frame.Source : Operations.Derived);
            }
            catch (InvalidDataException)
            {
                return [Operations.Unreadable]; // one at least
            }
        }
    }
}

/// <summary>Whom events are for: a tenant, and what is meant for one generation of its figures alone, that one.</summary>
public readonly record struct Addressee(string Tenant, int? Generation);

/// <summary>A mark that was reached.</summary>
/// <param name="Generation">The generation whose rebuild it belongs to; null where it belongs to none.</param>
/// <param name="Follows">True if live events go to the generation too from here on.</param>
public sealed record Mark(string Tenant, string Name, int? Generation, bool Follows);

/// <summary>Events for one addressee in the order in which they came, and what brought them.</summary>
/// <param name="Since">When the first of it was accepted.</param>
public sealed record Delivery(DateTimeOffset Since)
{
    public List<Frame> Frames { get; } = [];

    public List<ServiceBusReceivedMessage> Messages { get; } = [];

    public List<InboxRow> Rows { get; } = [];
}

/// <summary>What the messages of one invocation hold, or some rows of a session's inbox.</summary>
public sealed class Batch
{
    public Dictionary<Addressee, Delivery> Events { get; } = [];

    /// <summary>Those of the events that the archive holds already.</summary>
    public HashSet<Frame> Archived { get; } = new(ReferenceEqualityComparer.Instance);

    public List<Mark> Marks { get; } = [];

    public List<DeadLetter> DeadLetters { get; } = [];

    /// <summary>Rows that cannot be applied: they go on as messages, and so to the dead-letter side.</summary>
    public List<InboxRow> Returned { get; } = [];

    /// <summary>The tenant whose session is to empty its inbox: it is woken, or a mark is reached, before which nothing may be left there; null for none.</summary>
    public string? Woken { get; private set; }

    public static Batch Read(IEnumerable<ServiceBusReceivedMessage> messages)
    {
        var batch = new Batch();
        foreach (var message in messages)
            batch.Add(message);
        return batch;
    }

    public static Batch Read(IEnumerable<InboxRow> rows)
    {
        var batch = new Batch();
        foreach (var row in rows)
            batch.AddFrames(row);
        return batch;
    }

    /// <summary>Nobody is there to take a delivery.</summary>
    public void Refuse(Delivery delivery)
    {
        DeadLetters.AddRange(delivery.Messages.Select(message => new DeadLetter(message, "unknown-tenant", "the tenant has no settings")));
        Returned.AddRange(delivery.Rows);
    }

    private void Add(ServiceBusReceivedMessage message)
    {
        string? Property(string name) => message.ApplicationProperties.TryGetValue(name, out object? value) ? value as string : null;
        if (Property("tenant") is not { } tenant)
        {
            DeadLetters.Add(new DeadLetter(message, "unreadable", "the message names no tenant"));
            return;
        }
        switch (message.Subject)
        {
            case MessageSubject.Wake:
                Woken = tenant;
                break;
            case MessageSubject.Mark:
                Woken = tenant;
                Marks.Add(new Mark(tenant, Property(MessageProperty.Mark) ?? "", Generation(), Property(MessageProperty.Follows) is not null));
                break;
            case MessageSubject.Rejected:
                DeadLetters.Add(new DeadLetter(message, Property("reason") ?? "rejected", Property("description") ?? ""));
                break;
            default:
                AddFrames(message, new Addressee(tenant, Generation()));
                break;
        }

        int? Generation() => int.TryParse(Property(MessageProperty.Generation), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    private void AddFrames(ServiceBusReceivedMessage message, Addressee to)
    {
        if (Decoded(message.Body.ToMemory().Span, out string fault) is not { } frames)
        {
            DeadLetters.Add(new DeadLetter(message, "unreadable", fault));
            return;
        }
        var delivery = DeliveryTo(to, message.EnqueuedTime);
        delivery.Frames.AddRange(frames);
        delivery.Messages.Add(message);
        if (message.ApplicationProperties.ContainsKey(MessageProperty.Archived))
            Archived.UnionWith(frames);
    }

    private void AddFrames(InboxRow row)
    {
        if (Decoded(row.Body, out _) is not { } frames)
        {
            Returned.Add(row); // its fault is found again, with a message to note it on
            return;
        }
        var delivery = DeliveryTo(new Addressee(row.Tenant, row.Generation), row.Since);
        delivery.Frames.AddRange(frames);
        delivery.Rows.Add(row);
    }

    private Delivery DeliveryTo(Addressee to, DateTimeOffset since)
    {
        if (!Events.TryGetValue(to, out var delivery))
            Events.Add(to, delivery = new Delivery(since));
        return delivery;
    }

    private static List<Frame>? Decoded(ReadOnlySpan<byte> body, out string fault)
    {
        try
        {
            fault = "";
            return Frame.Decode(body);
        }
        catch (InvalidDataException error)
        {
            fault = error.Message;
            return null;
        }
    }
}
