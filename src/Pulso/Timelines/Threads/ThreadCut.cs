using Pulso.Events;
using Pulso.Settings;

namespace Pulso.Timelines.Threads;

/// <summary>One contact of a thread: the events that are its own.</summary>
/// <param name="StartedMs">Its first message, which its id names.</param>
public sealed record CutContact(long StartedMs, List<Event> Events);

/// <summary>Cuts a conversation without end into contacts. Late events cut anew: nothing is remembered of an earlier cut.</summary>
/// <remarks>
/// A contact starts at the first message after <c>contact.closed</c>, or after the thread gap without any message; the gap then has closed
/// the one before, at its last message + gap. <c>contact.reopened</c> reopens the last. Receipts go where their message is, surveys where their
/// response was first seen, what names a contact's instant to the contact that covers it, all else to the last contact started by then.
/// </remarks>
public sealed class ThreadCut
{
    private readonly List<CutContact> contacts = [];
    private readonly List<Event> early = [];
    private readonly TenantSettings settings;
    private readonly string channel;
    private long? closedMs;
    private long? lastMessageMs;

    private ThreadCut(EventSet events, TenantSettings settings)
    {
        this.settings = settings;
        channel = events.Select(item => item.Text(Field.Channel)).FirstOrDefault(name => name is not null) ?? Measures.Dimensions.None;
    }

    /// <summary>The contacts of a thread, by start.</summary>
    public static IReadOnlyList<CutContact> Of(EventSet events, TenantSettings settings)
    {
        var cut = new ThreadCut(events, settings);
        foreach (var item in events.Where(item => !IsPlacedLater(item)))
            cut.Add(item);
        var messages = new Dictionary<string, CutContact>();
        foreach (var contact in cut.contacts)
        {
            foreach (var item in contact.Events.Where(item => item.Type == EventTypes.MessageSent && item.Text(Field.MessageId) is not null))
                messages.TryAdd(item.Text(Field.MessageId)!, contact);
        }
        var responses = new Dictionary<string, CutContact>();
        foreach (var item in events.Where(IsPlacedLater))
            cut.Place(item, messages, responses)?.Events.Add(item);
        foreach (var contact in cut.contacts)
            contact.Events.Sort(EventSet.InContractOrder);
        return cut.contacts;
    }

    private static bool IsPlacedLater(Event item) =>
        item.Type.About == About.Survey || item.Number(Field.OfInstant) is not null || IsReceipt(item);

    private static bool IsReceipt(Event item) =>
        item.Type == EventTypes.MessageDelivered || item.Type == EventTypes.MessageRead || item.Type == EventTypes.MessageFailed;

    private static bool IsMessage(Event item) => item.Type == EventTypes.MessageReceived || item.Type == EventTypes.MessageSent;

    private void Add(Event item)
    {
        if (IsMessage(item) && StartsAnew(item.TimeMs))
            Start(item.TimeMs);
        (contacts.Count == 0 ? early : contacts[^1].Events).Add(item);
        if (IsMessage(item))
            lastMessageMs = item.TimeMs;
        else if (item.Type == EventTypes.ContactClosed)
            closedMs = item.TimeMs;
        else if (item.Type == EventTypes.ContactReopened)
            closedMs = null;
    }

    private bool StartsAnew(long timeMs) =>
        contacts.Count == 0 || timeMs > closedMs || (Gap() is { } gap && timeMs >= lastMessageMs + gap);

    private void Start(long timeMs)
    {
        if (contacts.Count > 0 && closedMs is null && Gap() is { } gap)
            contacts[^1].Events.Add(ClosedBySilence(contacts[^1].StartedMs, lastMessageMs!.Value + gap));
        contacts.Add(new CutContact(timeMs, [.. early]));
        early.Clear();
        closedMs = null;
    }

    private long? Gap()
    {
        long at = contacts.Count == 0 ? 0 : contacts[^1].StartedMs;
        return settings.At(at).Rules.For(channel, Measures.Dimensions.None).ThreadGapMs;
    }

    private static Event ClosedBySilence(long startedMs, long timeMs) =>
        new(EventTypes.ContactClosed, timeMs, EventId.Hash($"silence {startedMs}"), []);

    private CutContact? Place(Event item, Dictionary<string, CutContact> messages, Dictionary<string, CutContact> responses)
    {
        if (item.Number(Field.OfInstant) is { } instant)
            return LastStartedBy(instant);
        if (IsReceipt(item))
            return messages.GetValueOrDefault(item.Text(Field.MessageId)!) ?? LastStartedBy(item.TimeMs);
        if (item.Text(Field.Response) is not { } response)
            return LastStartedBy(item.TimeMs);
        if (!responses.TryGetValue(response, out var contact) && LastStartedBy(item.TimeMs) is { } found)
            responses.Add(response, contact = found);
        return contact;
    }

    /// <summary>The last contact started by an instant, else the first of all.</summary>
    private CutContact? LastStartedBy(long instantMs) =>
        contacts.LastOrDefault(contact => contact.StartedMs <= instantMs) ?? contacts.FirstOrDefault();
}
