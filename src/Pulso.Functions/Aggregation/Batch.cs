using Azure.Messaging.ServiceBus;
using Pulso.Events;

namespace Pulso.Functions.Aggregation;

/// <summary>A message that goes to the dead-letter side.</summary>
public sealed record DeadLetter(ServiceBusReceivedMessage Message, string Reason, string Description);

/// <summary>What the messages of one invocation hold.</summary>
public sealed class Batch
{
    /// <summary>The events by tenant, in the order in which they came, and the messages that brought them.</summary>
    public Dictionary<string, (List<Frame> Frames, List<ServiceBusReceivedMessage> Messages)> Tenants { get; } = [];

    /// <summary>Those of the events that the archive holds already.</summary>
    public HashSet<Frame> Archived { get; } = new(ReferenceEqualityComparer.Instance);

    public List<(string Tenant, string Mark)> Marks { get; } = [];

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
                Marks.Add((tenant, Property("mark") ?? ""));
                break;
            case MessageSubject.Rejected:
                DeadLetters.Add(new DeadLetter(message, Property("reason") ?? "rejected", Property("description") ?? ""));
                break;
            default:
                AddFrames(message, tenant);
                break;
        }
    }

    private void AddFrames(ServiceBusReceivedMessage message, string tenant)
    {
        try
        {
            var frames = Frame.Decode(message.Body.ToMemory().Span);
            if (!Tenants.TryGetValue(tenant, out var all))
                Tenants.Add(tenant, all = ([], []));
            all.Frames.AddRange(frames);
            if (message.ApplicationProperties.ContainsKey(EventQueue.Archived))
                Archived.UnionWith(frames);
            all.Messages.Add(message);
        }
        catch (InvalidDataException error)
        {
            DeadLetters.Add(new DeadLetter(message, "unreadable", error.Message));
        }
    }
}
