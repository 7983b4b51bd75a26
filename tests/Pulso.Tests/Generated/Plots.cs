using Pulso.Events;
using Pulso.Timelines;
using static Pulso.Events.EventTypes;

namespace Pulso.Tests.Generated;

/// <summary>How contacts go.</summary>
internal static partial class Plots
{
    private static readonly EventType[] AboutContacts = [.. EventTypes.All.Where(type => type.About is About.Contact or About.Survey)];

    private static readonly Action<GeneratedContact>[] OfContacts =
        [Call, Call, LostInTheIvr, LostInTheQueue, LostInTheQueue, Chat, Chat, SolvedByBot, SolvedByBot, Ticket, Matter, Matter, Outbound, Anything, Anything];

    public static Action<GeneratedContact> Any(TimelineKind kind, Random random) => kind switch
    {
        TimelineKind.Thread => Conversation,
        TimelineKind.Alone => LoneSurvey,
        _ => OfContacts[random.Next(OfContacts.Length)],
    };

    private static void Call(GeneratedContact contact)
    {
        contact.Add(ContactStarted, (Field.Channel, "voice"), (Field.Direction, "inbound"));
        if (contact.Chance(60))
            PassIvr(contact);
        for (int rounds = contact.Any([1, 1, 2]); rounds > 0; rounds--)
        {
            if (contact.Chance(85))
                contact.Add(ContactQueued);
            contact.Add(ContactAnswered);
            if (contact.Chance(90))
                contact.Add(ContactHandled);
            if (rounds > 1)
                contact.Add(ContactTransferred, (Field.ToQueue, "east"));
        }
        End(contact);
    }

    private static void LostInTheIvr(GeneratedContact contact)
    {
        contact.Add(ContactStarted);
        contact.Add(IvrEntered);
        Select(contact);
        if (contact.Chance(70))
            contact.Add(IvrLeft, (Field.LeftTo, "hangup"));
        if (contact.Chance(70))
            contact.Add(ContactAbandoned);
    }

    private static void LostInTheQueue(GeneratedContact contact)
    {
        contact.Add(ContactStarted, (Field.Channel, "voice"));
        if (contact.Chance(50))
            PassIvr(contact);
        contact.Add(ContactQueued);
        if (contact.Chance(30))
            contact.Add(ContactQueued);
        if (contact.Chance(80))
            contact.Add(ContactAbandoned);
        if (contact.Chance(20))
            contact.Add(CallbackRequested);
        if (contact.Chance(20))
            contact.Add(CallbackAttempted);
        if (contact.Chance(50))
            contact.Add(ContactClosed);
    }

    private static void Ticket(GeneratedContact contact)
    {
        contact.Add(ContactStarted, (Field.Channel, "helpdesk"), (Field.Queue, "north"), (Field.Reason, "line"));
        contact.Add(ContactClassified);
        Pause(contact);
        contact.Add(ContactTransferred, (Field.Queue, "south"));
        if (contact.Chance(20))
            contact.Add(ContactEscalated);
        End(contact);
    }

    /// <summary>Written to and fro, and set aside, under one priority and another.</summary>
    private static void Matter(GeneratedContact contact)
    {
        contact.Add(ContactStarted, (Field.Channel, contact.Any(["helpdesk", "helpdesk", "chat", "voice"])), (Field.Direction, "inbound"));
        for (int events = contact.Any([5, 10, 20]); events > 0; events--)
        {
            if (contact.Chance(20))
                contact.Add(ContactClassified, (Field.Priority, contact.Any(["1", "2", "3"])));
            else if (contact.Chance(15))
                contact.Add(contact.Any([ContactPaused, ContactResumed]));
            else if (contact.Chance(15))
                contact.Add(contact.Any([ContactResolved, ContactClosed, ContactReopened, ContactReopened]));
            else if (contact.Chance(10))
                contact.Add(contact.Any([BotEngaged, BotHandedOver, ContactQueued, ContactAnswered]));
            else
                contact.Add(contact.Any([MessageReceived, MessageSent, MessageSent]), (Field.By, contact.Any(["agent", "agent", "bot"])));
        }
        if (contact.Chance(50))
            End(contact);
    }

    private static void Outbound(GeneratedContact contact)
    {
        contact.Add(ContactStarted, (Field.Channel, "voice"), (Field.Direction, contact.Any(["outbound", "proactive"])));
        contact.Add(ContactAnswered);
        contact.Add(ContactHandled);
        End(contact);
    }

    private static void Anything(GeneratedContact contact)
    {
        for (int events = contact.Any([1, 2, 5, 10, 15]); events > 0; events--)
        {
            if (contact.Chance(30))
                contact.Wander();
            contact.Add(contact.Any(AboutContacts));
        }
    }

    private static void PassIvr(GeneratedContact contact)
    {
        contact.Add(IvrEntered);
        Select(contact);
        contact.Add(IvrLeft);
        if (contact.Chance(20))
            PassIvr(contact);
    }

    private static void Select(GeneratedContact contact)
    {
        for (int options = contact.Any([0, 1, 1, 2]); options > 0; options--)
            contact.Add(IvrSelected);
    }

    /// <summary>Pauses, not all of which end, and ends of none.</summary>
    private static void Pause(GeneratedContact contact)
    {
        for (int steps = contact.Any([1, 2, 2, 4]); steps > 0; steps--)
            contact.Add(contact.Chance(80) ^ (steps % 2 == 0) ? ContactResumed : ContactPaused);
    }

    private static void End(GeneratedContact contact)
    {
        if (contact.Chance(20))
            Pause(contact);
        if (contact.Chance(10))
            contact.Add(SurveyRequested);
        if (contact.Chance(80))
            contact.Add(ContactResolved, (Field.Outcome, "solved"));
        if (contact.Chance(20))
            contact.Add(ContactReopened);
        if (contact.Chance(30))
            contact.Add(ContactResolved);
        if (contact.Chance(10))
            contact.Add(SurveyRequested);
        if (contact.Chance(90))
            contact.Add(ContactClosed);
        Afterwards(contact);
    }
}
