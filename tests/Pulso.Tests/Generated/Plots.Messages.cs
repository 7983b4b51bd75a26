using Pulso.Events;
using static Pulso.Events.EventTypes;

namespace Pulso.Tests.Generated;

internal static partial class Plots
{
    private static readonly EventType[] OfThreads =
    [
        MessageReceived, MessageReceived, MessageReceived, MessageReceived, MessageSent, MessageSent, MessageSent,
        MessageDelivered, MessageRead, ContactClosed, ContactReopened, ContactResolved, ContactPaused, ContactResumed, ContactQueued,
        BotEngaged, BotHandedOver,
        SurveyRequested, SurveyAnswered, SurveyFollowedUp,
    ];

    private static void Chat(GeneratedContact contact)
    {
        contact.Add(ContactStarted, (Field.Channel, "chat"));
        if (contact.Chance(70))
            contact.Add(BotEngaged);
        Messages(contact);
        if (contact.Chance(60))
        {
            if (contact.Chance(70))
                contact.Add(BotHandedOver);
            contact.Add(ContactQueued, (Field.Queue, "east"));
            if (contact.Chance(50))
                contact.Add(ContactAnswered);
            Messages(contact);
            if (contact.Chance(70))
                contact.Add(ContactHandled);
        }
        End(contact);
    }

    private static void SolvedByBot(GeneratedContact contact)
    {
        contact.Add(ContactStarted, (Field.Channel, contact.Any(["chat", "whatsapp"])));
        contact.Add(BotEngaged);
        contact.Add(MessageReceived);
        contact.Add(MessageSent, (Field.By, "bot"));
        if (contact.Chance(80))
            contact.Add(ContactResolved, (Field.By, contact.Any(["bot", "bot", "system"])), (Field.Outcome, "solved"));
        contact.Add(ContactClosed);
        if (contact.Chance(40))
            contact.Add(SurveyAnswered, (Field.SurveyKind, "csat"));
        Afterwards(contact);
    }

    /// <summary>A thread: messages and whatever else, with silences in between.</summary>
    private static void Conversation(GeneratedContact contact)
    {
        if (contact.Chance(80))
            contact.Add(contact.Any([MessageReceived, MessageReceived, MessageSent, ContactStarted]), (Field.Channel, contact.Any(["whatsapp", "whatsapp", "social", "email"])));
        for (int events = contact.Any([2, 5, 10, 20, 30]); events > 0; events--)
        {
            if (contact.Chance(15))
                contact.FallSilent();
            if (contact.Chance(5))
                contact.Wander();
            contact.Add(contact.Any(contact.Chance(85) ? OfThreads : AboutContacts));
        }
    }

    private static void LoneSurvey(GeneratedContact contact)
    {
        for (int events = contact.Any([1, 2, 3, 5]); events > 0; events--)
            contact.Add(contact.Any([SurveyRequested, SurveyAnswered, SurveyAnswered, SurveyFollowedUp]));
    }

    private static void Messages(GeneratedContact contact)
    {
        for (int events = contact.Any([1, 3, 8]); events > 0; events--)
            contact.Add(contact.Any([MessageReceived, MessageSent, MessageSent, MessageDelivered, MessageRead, MessageFailed]));
    }

    /// <summary>What others say of a contact when it is over, or sooner.</summary>
    private static void Afterwards(GeneratedContact contact)
    {
        if (contact.Chance(20))
            contact.Wander();
        while (contact.Chance(75))
            contact.Add(contact.Any(
                [SentimentScored, QualityEvaluated, QualityEvaluated, SurveyRequested, SurveyAnswered, SurveyAnswered, SurveyAnswered, SurveyFollowedUp]));
    }
}
