using Pulso.Events;

namespace Pulso.Timelines.Contacts;

/// <summary>A contact's messages and their receipts.</summary>
/// <param name="FirstReplyMs">The instant of the first message by agent or bot.</param>
/// <param name="FirstHumanMs">The instant of the first message by an agent.</param>
/// <param name="AgentTimesMs">The instants of all messages by agents.</param>
/// <param name="ReplyMs">Waits for an agent's reply: from the first of the customer's messages in a row; a bot's message answers them too.</param>
/// <param name="Delivered">Messages with any receipt: who read a message received it.</param>
/// <param name="ReadReplied">Read messages after which the customer wrote.</param>
/// <param name="ReadToReplyMs">The time from reading to that message, summed.</param>
public sealed record MessagePart(
    int In, int ByAgent, int ByBot, int BySystem, long? FirstReplyMs, long? FirstHumanMs, IReadOnlyList<long> AgentTimesMs,
    int Replies, long ReplyMs, int Delivered, int Read, int ReadReplied, long ReadToReplyMs)
{
    /// <summary>Our messages, by whomever.</summary>
    public int Out => ByAgent + ByBot + BySystem;

    public bool Any => In + Out > 0;
}

/// <summary>Folds messages and receipts.</summary>
internal sealed class MessageFold
{
    private readonly HashSet<string> delivered = [];
    private readonly Dictionary<string, long> read = [];
    private readonly List<long> received = [];
    private readonly List<long> agentTimes = [];
    private int byBot;
    private int bySystem;
    private long? firstReplyMs;
    private long? pendingMs;
    private int replies;
    private long replyMs;

    public void Apply(Event item)
    {
        if (item.Type == EventTypes.MessageReceived)
        {
            received.Add(item.TimeMs);
            pendingMs ??= item.TimeMs;
        }
        else if (item.Type == EventTypes.MessageSent)
        {
            Sent(item);
        }
        else if (item.Type == EventTypes.MessageDelivered)
        {
            delivered.Add(item.Text(Field.MessageId)!);
        }
        else if (item.Type == EventTypes.MessageRead)
        {
            delivered.Add(item.Text(Field.MessageId)!);
            read.TryAdd(item.Text(Field.MessageId)!, item.TimeMs);
        }
    }

    public MessagePart Close()
    {
        var toReply = read.Values.Select(NextReceived).Where(wait => wait >= 0).ToList();
        return new MessagePart(
            received.Count, agentTimes.Count, byBot, bySystem, firstReplyMs, agentTimes.Count == 0 ? null : agentTimes[0], agentTimes,
            replies, replyMs, delivered.Count, read.Count, toReply.Count, toReply.Sum());
    }

    private void Sent(Event item)
    {
        switch (Author.Of(item))
        {
            case Author.Agent:
                agentTimes.Add(item.TimeMs);
                Replied(item.TimeMs);
                break;
            case Author.Bot:
                byBot++;
                pendingMs = null;
                break;
            default:
                bySystem++;
                return;
        }
        firstReplyMs ??= item.TimeMs;
    }

    private void Replied(long timeMs)
    {
        if (pendingMs is { } since)
        {
            replies++;
            replyMs += timeMs - since;
        }
        pendingMs = null;
    }

    /// <summary>From an instant to the customer's next message; −1 if none came.</summary>
    private long NextReceived(long fromMs)
    {
        int at = Ordered.Before(received, fromMs);
        return at == received.Count ? -1 : received[at] - fromMs;
    }
}
