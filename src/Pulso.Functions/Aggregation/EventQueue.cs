using System.Globalization;
using System.Security.Cryptography;
using Azure.Messaging.ServiceBus;
using Pulso.Events;
using Pulso.Functions.Storage;
using Pulso.Settings;

namespace Pulso.Functions.Aggregation;

/// <summary>What a message is for: its <c>Subject</c>.</summary>
internal static class MessageSubject
{
    /// <summary>Frames of one tenant, of one session's partitions.</summary>
    public const string Events = "events";

    /// <summary>One frame that could not be applied, on its way to the dead-letter side.</summary>
    public const string Rejected = "rejected";

    /// <summary>Nothing but itself: the session's inbox is to be emptied.</summary>
    public const string Wake = "wake";

    /// <summary>Nothing but itself: when it is reached, everything before it in its session has been applied.</summary>
    public const string Mark = "mark";
}

/// <summary>What a message says beside its body.</summary>
internal static class MessageProperty
{
    /// <summary>The generation that alone is concerned.</summary>
    public const string Generation = "generation";

    /// <summary>The archive holds the events already.</summary>
    public const string Archived = "archived";

    /// <summary>On a mark: its name.</summary>
    public const string Mark = "mark";

    /// <summary>On a mark: from here on live events go to that generation too.</summary>
    public const string Follows = "follows";

    /// <summary>What a message still says when it is sent in again; why it was rejected it says no more.</summary>
    public static readonly IReadOnlyList<string> Lasting = [Generation, Archived, Mark, Follows];
}

/// <summary>
/// Puts events on the queue: those of one request and session share messages, far below the size that Service Bus allows. Where live events are gathered,
/// what would be a message is a row of the session's inbox.
/// </summary>
public sealed class EventQueue(ServiceBusSender sender, ServiceBusClient client, Inbox inbox, WakeUps wakeUps, Deployment deployment)
{
    private readonly Lazy<ServiceBusSender> backfill = new(() => client.CreateSender(deployment.QueueOf(Lane.Backfill)));

    private const int MessageLimit = 160 * 1024;
    private const int DescriptionLimit = 1_000;

    /// <summary>Sends the frames, each into the session of its partition. When it returns, the queue has them all.</summary>
    public Task SendAsync(string tenant, IEnumerable<Frame> frames, CancellationToken cancel) => SendAsync(tenant, frames, null, Lane.Live, cancel);

    /// <summary>The same on one of the lanes.</summary>
    public Task SendAsync(string tenant, IEnumerable<Frame> frames, Lane lane, CancellationToken cancel) => SendAsync(tenant, frames, null, lane, cancel);

    /// <summary>Sends frames that one generation alone is to take: what its timelines tell each other, or what it is filled with.</summary>
    public Task SendAsync(string tenant, IReadOnlyCollection<Frame> frames, int generation, CancellationToken cancel) =>
        WhereThereIsRoomAsync(Lane.Live, lane => SendAsync(tenant, frames, generation, lane, cancel));

    /// <summary>Sends archived events once more, on the lane of backfills; they are not archived again.</summary>
    public Task SendArchivedAsync(string tenant, IEnumerable<Frame> frames, CancellationToken cancel) => SendMessagesAsync(
        frames.GroupBy(SessionOf(tenant, Lane.Backfill)).SelectMany(session => Packed(session).Select(body =>
        {
            var message = Message(tenant, session.Key, MessageSubject.Events, body);
            message.MessageId = NewId(tenant); // not a repetition of what was sent before
            message.ApplicationProperties[MessageProperty.Archived] = true;
            return message;
        })),
        Lane.Backfill,
        cancel);

    /// <summary>Sends a dead letter in again, under a new id: the old one would be taken for a repetition, and vanish.</summary>
    public Task ResubmitAsync(string tenant, ServiceBusReceivedMessage letter, Lane lane, CancellationToken cancel)
    {
        string subject = letter.Subject is MessageSubject.Wake or MessageSubject.Mark ? letter.Subject : MessageSubject.Events;
        var message = Message(tenant, letter.SessionId, subject, letter.Body.ToArray());
        message.MessageId = NewId(tenant);
        foreach (string property in MessageProperty.Lasting.Where(letter.ApplicationProperties.ContainsKey))
            message.ApplicationProperties[property] = letter.ApplicationProperties[property];
        return SendMessagesAsync([message], lane, cancel);
    }

    private Task SendAsync(string tenant, IEnumerable<Frame> frames, int? generation, Lane lane, CancellationToken cancel)
    {
        var bodies = frames.GroupBy(SessionOf(tenant, lane)).SelectMany(session => Packed(session).Select(body => (Session: session.Key, Body: body)));
        return lane == Lane.Live && deployment.GatherSeconds > 0
            ? Task.WhenAll(bodies.Select(its => wakeUps.PutAsync(tenant, its.Session, () => PutAsync(tenant, its.Session, its.Body, generation, cancel), cancel)))
            : SendMessagesAsync(bodies.Select(its => Message(tenant, its.Session, MessageSubject.Events, its.Body, generation)), lane, cancel);
    }

    /// <summary>Puts a body into a session's inbox; while the table does not take it, it is a message.</summary>
    private async Task PutAsync(string tenant, string session, byte[] body, int? generation, CancellationToken cancel)
    {
        try
        {
            await inbox.PutAsync(tenant, session, generation, body, cancel);
        }
        catch (Exception error) when (Outage.Is(error) && !cancel.IsCancellationRequested)
        {
            await SendMessagesAsync([Message(tenant, session, MessageSubject.Events, body, generation)], Lane.Live, cancel);
        }
    }

    /// <summary>Sends what was in an inbox and cannot be applied as messages, which take the way to the dead-letter side.</summary>
    public Task SendBackAsync(IEnumerable<InboxRow> rows, CancellationToken cancel) =>
        SendMessagesAsync(rows.Select(row => Message(row.Tenant, row.Session, MessageSubject.Events, row.Body, row.Generation)), Lane.Live, cancel);

    /// <summary>Sends what a generation's timelines tell each other to that generation alone, and what they ask to be told of to every one.</summary>
    public Task SendOutboxAsync(TenantSettings settings, IReadOnlyCollection<Frame> outbox, Lane lane, CancellationToken cancel) => WhereThereIsRoomAsync(lane, async way =>
    {
        var (tenant, generation) = (settings.Tenant, settings.Generation);
        await SendAsync(tenant, outbox.Where(frame => frame.Event.Type.IsDerived).Select(frame => frame with { Keys = generation.Keys }), generation.Number, way, cancel);
        await SendAsync(tenant, outbox.Where(frame => !frame.Event.Type.IsDerived), null, way, cancel);
    });

    /// <summary>Sends each rejected event on alone, so that it reaches the dead-letter side with its reason and without its neighbours.</summary>
    /// <remarks>Under a new id: one that was sent in again and is rejected once more would be taken for a repetition, and be nowhere. Rather twice there.</remarks>
    public Task SendRejectedAsync(string tenant, IEnumerable<Rejection> rejections, CancellationToken cancel) => WhereThereIsRoomAsync(Lane.Live, lane =>
    {
        var session = SessionOf(tenant, lane);
        return SendMessagesAsync(
            rejections.Select(rejection =>
            {
                var message = Message(tenant, session(rejection.Frame), MessageSubject.Rejected, Frame.Encode([rejection.Frame]), rejection.Generation);
                message.MessageId = NewId(tenant);
                message.ApplicationProperties["reason"] = rejection.Reason;
                message.ApplicationProperties["description"] = rejection.Description[..Math.Min(rejection.Description.Length, DescriptionLimit)];
                return message;
            }),
            lane,
            cancel);
    });

    /// <summary>Sends a mark into every session of both lanes.</summary>
    public Task SendMarkAsync(string tenant, string mark, CancellationToken cancel) => SendMarksAsync(
        tenant,
        session =>
        {
            var message = Message(tenant, session, MessageSubject.Mark, System.Text.Encoding.UTF8.GetBytes($"{mark} {session}"));
            message.ApplicationProperties[MessageProperty.Mark] = mark;
            return message;
        },
        cancel);

    /// <summary>Sends a rebuild's mark into every session of both lanes.</summary>
    /// <param name="follows">True if from the mark on live events go to the generation too.</param>
    public Task SendMarkAsync(string tenant, string mark, int generation, bool follows, CancellationToken cancel)
    {
        string once = Guid.NewGuid().ToString("N"); // the same mark may be sent again, and must come
        return SendMarksAsync(
            tenant,
            session =>
            {
                var message = Message(tenant, session, MessageSubject.Mark, System.Text.Encoding.UTF8.GetBytes($"{mark} {session} {once}"), generation);
                message.ApplicationProperties[MessageProperty.Mark] = mark;
                if (follows)
                    message.ApplicationProperties[MessageProperty.Follows] = "true";
                return message;
            },
            cancel);
    }

    private async Task SendMarksAsync(string tenant, Func<string, ServiceBusMessage> mark, CancellationToken cancel)
    {
        foreach (var lane in Enum.GetValues<Lane>())
            await SendMessagesAsync(deployment.SessionsOf(tenant, lane).Select(mark), lane, cancel);
    }

    /// <summary>Over a lane, or over the other one where its queue is full: a queue whose messages cannot send on what comes of them would be full for ever.</summary>
    private static async Task WhereThereIsRoomAsync(Lane lane, Func<Lane, Task> send)
    {
        try
        {
            await send(lane);
        }
        catch (ServiceBusException full) when (full.Reason == ServiceBusFailureReason.QuotaExceeded)
        {
            await send(lane == Lane.Live ? Lane.Backfill : Lane.Live);
        }
    }

    private async Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, Lane lane, CancellationToken cancel)
    {
        var way = lane == Lane.Live ? sender : backfill.Value;
        ServiceBusMessageBatch? batch = null;
        try
        {
            foreach (var message in messages)
            {
                batch ??= await way.CreateMessageBatchAsync(cancel);
                if (batch.TryAddMessage(message))
                    continue;
                await way.SendMessagesAsync(batch, cancel);
                batch.Dispose();
                batch = await way.CreateMessageBatchAsync(cancel);
                if (!batch.TryAddMessage(message))
                    throw new InvalidOperationException("a message does not fit an empty batch");
            }
            if (batch is { Count: > 0 })
                await way.SendMessagesAsync(batch, cancel);
        }
        finally
        {
            batch?.Dispose();
        }
    }

    private static IEnumerable<byte[]> Packed(IEnumerable<Frame> frames)
    {
        var next = new List<Frame>();
        int size = 0;
        foreach (var frame in frames)
        {
            if (next.Count > 0 && size + frame.Size > MessageLimit)
            {
                yield return Frame.Encode(next);
                next = [];
                size = 0;
            }
            next.Add(frame);
            size += frame.Size;
        }
        yield return Frame.Encode(next);
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

    private static string NewId(string tenant) => $"{tenant}-again-{Guid.NewGuid():N}";

    private Func<Frame, string> SessionOf(string tenant, Lane lane) =>
        frame => deployment.SessionOf(tenant, frame.Key.Partition(tenant, deployment.Partitions), lane);
}
