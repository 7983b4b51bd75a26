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

/// <summary>What the messages of one invocation hold.</summary>
public sealed class Batch
{
    /// <summary>The events by tenant, in the order in which they came, and the messages that brought them.</summary>
    public Dictionary<Addressee, (List<Frame> Frames, List<ServiceBusReceivedMessage> Messages)> Events { get; } = [];

    /// <summary>Those of the events that the archive holds already.</summary>
    public HashSet<Frame> Archived { get; } = new(ReferenceEqualityComparer.Instance);

    public List<Mark> Marks { get; } = [];

    public List<DeadLetter> DeadLetters { get; } = [];

    public static Batch Read(IEnumerable<ServiceBusReceivedMessage> messages)
    {
        var batch = new Batch();
        foreach (var message in messages)
            batch.Add(message);
        return batch;
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
            case MessageSubject.Mark:
                Marks.Add(new Mark(tenant, Property("mark") ?? "", Generation(), Property(MessageProperty.Follows) is not null));
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
        try
        {
            var frames = Frame.Decode(message.Body.ToMemory().Span);
            if (!Events.TryGetValue(to, out var all))
                Events.Add(to, all = ([], []));
            all.Frames.AddRange(frames);
            if (message.ApplicationProperties.ContainsKey(MessageProperty.Archived))
                Archived.UnionWith(frames);
            all.Messages.Add(message);
        }
        catch (InvalidDataException error)
        {
            DeadLetters.Add(new DeadLetter(message, "unreadable", error.Message));
        }
    }
}
