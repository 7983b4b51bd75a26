using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Recounts;

internal sealed partial class CountedContact
{
    private IEnumerable<Event> Written(params string[] authors) =>
        All(EventTypes.MessageSent).Where(item => authors.Contains(AuthorOf(item)));

    private void AddMessages(Tally tally)
    {
        tally.Add(Counter.ContactsWithMessages, Any(EventTypes.MessageReceived) || Any(EventTypes.MessageSent));
        tally.Add(Counter.MessagesIn, All(EventTypes.MessageReceived).Count());
        tally.Add(Counter.MessagesOut, All(EventTypes.MessageSent).Count());
        tally.Add(Counter.MessagesAgent, Written("agent").Count());
        tally.Add(Counter.MessagesBot, Written("bot").Count());
        AddFirstReplies(tally);
        AddReplies(tally);
    }

    private void AddFirstReplies(Tally tally)
    {
        if (IsInbound && Written("agent", "bot").FirstOrDefault() is { } any)
        {
            tally.Add(Counter.FirstReplyAny);
            tally.Add(Counter.FirstReplyAnyMs, Math.Max(0, any.TimeMs - startMs));
        }
        if (IsInbound && Written("agent").FirstOrDefault() is { } human)
        {
            long waited = Math.Max(0, human.TimeMs - startMs);
            tally.Add(Counter.FirstReplyHuman);
            tally.Add(Counter.FirstReplyHumanMs, waited);
            tally.Add(Histogram.FirstReplyHuman, waited);
        }
        long from = All(EventTypes.BotHandedOver).FirstOrDefault()?.TimeMs ?? (legs.Count > 0 ? legs[0].OpenedMs : startMs);
        if (Written("agent").FirstOrDefault(item => item.TimeMs >= from) is { } reply)
        {
            tally.Add(Counter.FirstReplyHandover);
            tally.Add(Counter.FirstReplyHandoverMs, reply.TimeMs - from);
            tally.Add(Counter.ReplyWithin, NeededHuman && reply.TimeMs - from <= Rules.ServiceLevelMs);
        }
    }

    /// <summary>Each agent's message after the customer's: from the first one that neither agent nor bot has answered yet.</summary>
    private void AddReplies(Tally tally)
    {
        for (int at = 0; at < events.Count; at++)
        {
            if (events[at].Type != EventTypes.MessageSent || AuthorOf(events[at]) != "agent")
                continue;
            var unanswered = events.Take(at).Reverse()
                .TakeWhile(item => item.Type != EventTypes.MessageSent || AuthorOf(item) is not ("agent" or "bot"))
                .LastOrDefault(item => item.Type == EventTypes.MessageReceived);
            if (unanswered is null)
                continue;
            tally.Add(Counter.Replies);
            tally.Add(Counter.ReplyMs, events[at].TimeMs - unanswered.TimeMs);
        }
    }

    /// <summary>What became of each of our messages, however often and in whatever order its receipts say so.</summary>
    private void AddReceipts(Tally tally)
    {
        var receipts = events
            .Where(item => item.Type == EventTypes.MessageDelivered || item.Type == EventTypes.MessageRead)
            .GroupBy(item => item.Text(Field.MessageId));
        foreach (var ofMessage in receipts)
        {
            tally.Add(Counter.Delivered);
            if (ofMessage.FirstOrDefault(item => item.Type == EventTypes.MessageRead) is not { } read)
                continue;
            tally.Add(Counter.Read);
            if (All(EventTypes.MessageReceived).FirstOrDefault(item => item.TimeMs >= read.TimeMs) is not { } reply)
                continue;
            tally.Add(Counter.ReadReplied);
            tally.Add(Counter.ReadToReplyMs, reply.TimeMs - read.TimeMs);
        }
    }

    private void AddSentiment(Tally tally)
    {
        foreach (var item in All(EventTypes.SentimentScored))
        {
            long score = item.Number(Field.Score)!.Value;
            tally.Add(Counter.SentimentScored);
            tally.Add(Counter.SentimentScore, score);
            tally.Add(Counter.SentimentNegative, score < -250);
        }
    }
}
