using Pulso.Events;
using Pulso.Settings;

namespace Pulso.Timelines.Threads;

/// <summary>Cuts a conversation without end into contacts. Late events cut anew: nothing is remembered of an earlier cut.</summary>
/// <remarks>
/// A contact starts at the first message after <c>contact.closed</c>, or after the thread gap without any message; the gap then has closed
/// the one before, at its last message + gap; the last one is closed so too once that instant is known to have been reached. <c>contact.reopened</c> reopens the last. Receipts go where their message is, surveys where their
/// response was first seen, what names a contact's instant to the contact that covers it, all else to the last contact started by then.
/// A message that names its contact is one more of it, and starts none unless it is the first of all.
/// </remarks>
public sealed class ThreadCut
{
    private readonly List<CutContact> contacts = [];
    private readonly List<Event> loose = [];
    private readonly Dictionary<string, CutContact> messages = [];
    private readonly Dictionary<string, CutContact> responses = [];
    private readonly TenantSettings settings;
    private (long TimeMs, bool Closed)? lastTurn;

    private ThreadCut(EventSet events, TenantSettings settings)
    {
        this.settings = settings;
        Channel = events.Where(item => item.Type.About == About.Contact)
            .Select(item => item.Text(Field.Channel)).FirstOrDefault(name => name is not null) ?? Measures.Dimensions.None;
    }

    /// <summary>The thread's first known channel, which is each contact's.</summary>
    public string Channel { get; }

    /// <summary>The contacts of the thread, by start.</summary>
    public IReadOnlyList<CutContact> Contacts => contacts;

    /// <summary>The surveys and sales of a thread that holds no contact.</summary>
    public IReadOnlyList<Event> Loose => loose;

    /// <summary>When the last contact will have been silent for the gap; null where it is closed by then, or never is by silence.</summary>
    public long? DueMs { get; private set; }

    /// <param name="reachedMs">The latest instant known to have been reached: silence up to it has passed.</param>
    public static ThreadCut Of(EventSet events, long reachedMs, TenantSettings settings)
    {
        var cut = new ThreadCut(events, settings);
        foreach (var item in events.Where(item => item.Type.About == About.Contact))
            cut.Follow(item);
        cut.FallSilent(reachedMs);
        foreach (var item in events.Where(item => !IsReceipt(item)))
            cut.Place(item, cut.HomeOf(item));
        foreach (var item in events.Where(IsReceipt))
            cut.Place(item, cut.messages.GetValueOrDefault(item.Text(Field.MessageId)!) ?? cut.CoveredBy(item));
        foreach (var contact in cut.contacts)
            contact.Events.Sort(EventSet.InContractOrder);
        return cut;
    }

    private static bool IsReceipt(Event item) =>
        item.Type == EventTypes.MessageDelivered || item.Type == EventTypes.MessageRead || item.Type == EventTypes.MessageFailed;

    private static bool IsMessage(Event item) => item.Type == EventTypes.MessageReceived || item.Type == EventTypes.MessageSent;

    private static bool NamesContact(Event item) => item.Number(Field.OfInstant) is not null;

    private void Follow(Event item)
    {
        if (IsMessage(item))
        {
            if (contacts.Count == 0 || (!NamesContact(item) && Ends(contacts[^1], item.TimeMs)))
                Start(item.TimeMs);
            CoveredBy(item)!.LastMessageMs = item.TimeMs;
        }
        else if (item.Type == EventTypes.ContactClosed || item.Type == EventTypes.ContactReopened)
        {
            bool closed = item.Type == EventTypes.ContactClosed;
            if (CoveredBy(item) is { } contact)
                contact.ClosedMs = closed ? contact.ClosedMs ?? item.TimeMs : null;
            if (!NamesContact(item))
                lastTurn = (item.TimeMs, closed);
        }
    }

    /// <summary>True if a contact has ended by the instant of a message: it was silent for the gap, or closed before.</summary>
    private bool Ends(CutContact contact, long timeMs)
    {
        if (timeMs >= SilenceOf(contact))
        {
            contact.SilentMs = SilenceOf(contact);
            return true;
        }
        return timeMs > contact.ClosedMs;
    }

    /// <summary>Closes the last contact by its silence, where that has passed.</summary>
    private void FallSilent(long reachedMs)
    {
        if (contacts.Count == 0 || SilenceOf(contacts[^1]) is not { } silentMs)
            return;
        if (silentMs <= reachedMs)
            contacts[^1].SilentMs = silentMs;
        else if (!(contacts[^1].ClosedMs <= silentMs))
            DueMs = silentMs; // a closing that comes after the silence is none
    }

    private long? SilenceOf(CutContact contact) =>
        contact.LastMessageMs + settings.At(contact.StartedMs).Rules.For(Channel, Measures.Dimensions.None).ThreadGapMs;

    /// <summary>Starts a contact; what happened at the same instant is its own, closing included.</summary>
    private void Start(long timeMs) =>
        contacts.Add(new CutContact(timeMs) { ClosedMs = lastTurn == (timeMs, true) ? timeMs : null });

    private void Place(Event item, CutContact? contact)
    {
        if (contact is not null)
            contact.Events.Add(item);
        else if (item.Type.About != About.Contact)
            loose.Add(item);
    }

    private CutContact? HomeOf(Event item)
    {
        if (CoveredBy(item) is not { } contact)
            return null;
        if (item.Type == EventTypes.MessageSent && item.Text(Field.MessageId) is { } message)
            messages.TryAdd(message, contact);
        if (item.Type.About != About.Survey || item.Text(Field.Response) is not { } response)
            return contact;
        responses.TryAdd(response, contact);
        return responses[response];
    }

    /// <summary>The contact that covers the instant which the event names, else its own: the last one started by then, else the first of all.</summary>
    private CutContact? CoveredBy(Event item)
    {
        long instant = item.Number(Field.OfInstant) ?? item.TimeMs;
        return contacts.FindLast(contact => contact.StartedMs <= instant) ?? (contacts.Count == 0 ? null : contacts[0]);
    }
}
