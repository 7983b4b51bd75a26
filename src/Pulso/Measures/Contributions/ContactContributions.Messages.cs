using Pulso.Settings;
using Pulso.Timelines.Contacts;

namespace Pulso.Measures.Contributions;

public static partial class ContactContributions
{
    private static void AddReplies(Contact contact, QueueRules rules, Tally tally)
    {
        var messages = contact.Messages;
        tally.Add(Counter.ContactsWithMessages, messages.Any);
        tally.Add(Counter.MessagesIn, messages.In);
        tally.Add(Counter.MessagesAgent, messages.ByAgent);
        tally.Add(Counter.MessagesBot, messages.ByBot);
        tally.Add(Counter.MessagesOut, messages.Out);
        tally.Add(Counter.Replies, messages.Replies);
        tally.Add(Counter.ReplyMs, messages.ReplyMs);
        tally.Add(Counter.Delivered, messages.Delivered);
        tally.Add(Counter.Read, messages.Read);
        tally.Add(Counter.ReadReplied, messages.ReadReplied);
        tally.Add(Counter.ReadToReplyMs, messages.ReadToReplyMs);
        tally.Add(Counter.TimedNeededHuman, contact.NeededHuman && rules.ServiceLevelMs is not null);
        if (contact.IsInbound && messages.FirstReplyMs is { } any)
        {
            tally.Add(Counter.FirstReplyAny);
            tally.Add(Counter.FirstReplyAnyMs, Math.Max(0, any - contact.StartedMs));
        }
        if (contact.IsInbound && messages.FirstHumanMs is { } human)
        {
            tally.Add(Counter.FirstReplyHuman);
            tally.Add(Counter.FirstReplyHumanMs, Math.Max(0, human - contact.StartedMs));
            tally.Add(Histogram.FirstReplyHuman, human - contact.StartedMs);
        }
        if (contact.FirstReplyFromHandoverMs is { } wait)
        {
            tally.Add(Counter.FirstReplyHandover);
            tally.Add(Counter.FirstReplyHandoverMs, wait);
            tally.Add(Counter.ReplyWithin, contact.NeededHuman && wait <= rules.ServiceLevelMs);
        }
    }
}
