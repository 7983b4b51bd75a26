using System.Globalization;
using System.Security.Cryptography;
using Azure.Messaging.ServiceBus;
using Pulso.Events;
using Pulso.Settings;

namespace Pulso.Functions.Aggregation;

/// <summary>What a message is for: its <c>Subject</c>.</summary>
internal static class MessageSubject
{
    /// <summary>Frames of one tenant, of one session's partitions.</summary>
    public const string Events = "events";

    /// <summary>One frame that could not be applied, on its way to the dead-letter side.</summary>
    public const string Rejected = "rejected";

    /// <summary>Nothing but itself: when it is reached, everything before it in its session has been applied.</summary>
    public const string Mark = "mark";
}

/// <summary>What a message says beside its body.</summary>
internal static class MessageProperty
{
    /// <summary>The generation that alone is concerned.</summary>
    public const string Generation = "generation";

    /// <summary>On a mark: from here on live events go to that generation too.</summary>
    public const string Follows = "follows";
}

/// <summary>Puts events on the queue: those of one request and session share messages, far below the size that Service Bus allows.</summary>
public sealed class EventQueue(ServiceBusSender sender, Deployment deployment)
{
    private const int MessageLimit = 160 * 1024;
    private const int DescriptionLimit = 1_000;

    /// <summary>Sends the frames, each into the session of its partition. When it returns, the queue has them all.</summary>
    public Task SendAsync(string tenant, IEnumerable<Frame> frames, CancellationToken cancel) => SendAsync(tenant, frames, null, cancel);

    /// <summary>Sends frames that one generation alone is to take: what its timelines tell each other, or what it is filled with.</summary>
    public Task SendAsync(string tenant, IEnumerable<Frame> frames, int? generation, CancellationToken cancel) =>
        SendAsync(frames.GroupBy(SessionOf(tenant)).SelectMany(session => Packed(tenant, session.Key, session, generation)), cancel);

    /// <summary>Sends what a generation's timelines tell each other to that generation alone, and what they ask to be told of to every one.</summary>
    public async Task SendOutboxAsync(TenantSettings settings, IReadOnlyCollection<Frame> outbox, CancellationToken cancel)
    {
        await SendAsync(settings.Tenant, outbox.Where(frame => frame.Event.Type.IsDerived), settings.Generation.Number, cancel);
        await SendAsync(settings.Tenant, outbox.Where(frame => !frame.Event.Type.IsDerived), cancel);
    }

    /// <summary>Sends each rejected event on alone, so that it reaches the dead-letter side with its reason and without its neighbours.</summary>
    public Task SendRejectedAsync(string tenant, IEnumerable<Rejection> rejections, CancellationToken cancel)
    {
        var session = SessionOf(tenant);
        return SendAsync(
            rejections.Select(rejection =>
            {
                var message = Message(tenant, session(rejection.Frame), MessageSubject.Rejected, Frame.Encode([rejection.Frame]));
                message.ApplicationProperties["reason"] = rejection.Reason;
                message.ApplicationProperties["description"] = rejection.Description[..Math.Min(rejection.Description.Length, DescriptionLimit)];
                return message;
            }),
            cancel);
    }

    /// <summary>Sends a mark into every session.</summary>
    public Task SendMarkAsync(string tenant, string mark, CancellationToken cancel) =>
        SendAsync(
            deployment.SessionsOf(tenant).Select(session =>
            {
                var message = Message(tenant, session, MessageSubject.Mark, System.Text.Encoding.UTF8.GetBytes($"{mark} {session}"));
                message.ApplicationProperties["mark"] = mark;
                return message;
            }),
            cancel);

    /// <summary>Sends a rebuild's mark into every session.</summary>
    /// <param name="follows">True if from the mark on live events go to the generation too.</param>
    public Task SendMarkAsync(string tenant, string mark, int generation, bool follows, CancellationToken cancel)
    {
        string once = Guid.NewGuid().ToString("N"); // the same mark may be sent again, and must come
        return SendAsync(
            deployment.SessionsOf(tenant).Select(session =>
            {
                var message = Message(tenant, session, MessageSubject.Mark, System.Text.Encoding.UTF8.GetBytes($"{mark} {session} {once}"), generation);
                message.ApplicationProperties["mark"] = mark;
                if (follows)
                    message.ApplicationProperties[MessageProperty.Follows] = "true";
                return message;
            }),
            cancel);
    }

    private async Task SendAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancel)
    {
        ServiceBusMessageBatch? batch = null;
        try
        {
            foreach (var message in messages)
            {
                batch ??= await sender.CreateMessageBatchAsync(cancel);
                if (batch.TryAddMessage(message))
                    continue;
                await sender.SendMessagesAsync(batch, cancel);
                batch.Dispose();
                batch = await sender.CreateMessageBatchAsync(cancel);
                if (!batch.TryAddMessage(message))
                    throw new InvalidOperationException("a message does not fit an empty batch");
            }
            if (batch is { Count: > 0 })
                await sender.SendMessagesAsync(batch, cancel);
        }
        finally
        {
            batch?.Dispose();
        }
    }

    private static IEnumerable<ServiceBusMessage> Packed(string tenant, string session, IEnumerable<Frame> frames, int? generation)
    {
        var next = new List<Frame>();
        int size = 0;
        foreach (var frame in frames)
        {
            if (next.Count > 0 && size + frame.Size > MessageLimit)
            {
                yield return Message(tenant, session, MessageSubject.Events, Frame.Encode(next), generation);
                next = [];
                size = 0;
            }
            next.Add(frame);
            size += frame.Size;
        }
        yield return Message(tenant, session, MessageSubject.Events, Frame.Encode(next), generation);
    }

    // Where duplicate detection is on, equal bodies are one message: the same events, whoever sent them.
    private static ServiceBusMessage Message(string tenant, string session, string subject, byte[] body, int? generation = null)
    {
        var message = new ServiceBusMessage(new BinaryData(body))
        {
            MessageId = $"{tenant}-{subject}{(generation is null ? "" : $"-g{generation}")}-{Convert.ToHexStringLower(SHA256.HashData(body))[..40]}",
            SessionId = session,
            Subject = subject,
        };
        message.ApplicationProperties["tenant"] = tenant;
        if (generation is { } number)
            message.ApplicationProperties[MessageProperty.Generation] = number.ToString(CultureInfo.InvariantCulture);
        return message;
    }

    private Func<Frame, string> SessionOf(string tenant) =>
        frame => deployment.SessionOf(tenant, frame.Key.Partition(tenant, deployment.Partitions));
}
