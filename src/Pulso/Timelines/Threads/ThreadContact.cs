using Pulso.Events;
using Pulso.Timelines.Contacts;

namespace Pulso.Timelines.Threads;

/// <summary>Folds one contact of a thread.</summary>
internal static class ThreadContact
{
    /// <summary>
    /// The contact of a cut. Without a direction of its own it is outbound if our message came first; the thread's channel, and the
    /// customer last known by its end, are its own too: a thread is one customer on one channel.
    /// </summary>
    /// <returns>The contact; null where no event is its own.</returns>
    public static Contact? Of(CutContact cut, string channel, EventSet thread)
    {
        var own = cut.Events.FindAll(item => item.Type.About == About.Contact);
        if (own.Count == 0)
            return null;
        var first = own.Find(item => item.Type == EventTypes.MessageReceived || item.Type == EventTypes.MessageSent);
        string direction = first?.Type == EventTypes.MessageSent ? "outbound" : Contact.Inbound;
        long lastMs = own[^1].TimeMs;
        if (cut.SilentMs is { } silentMs && !IsClosedAt(silentMs, own))
        {
            own.Add(new Event(EventTypes.ContactClosed, silentMs, EventId.Hash($"silence {cut.StartedMs}"), []));
            own.Sort(EventSet.InContractOrder);
        }
        var contact = ContactFold.Of(own, direction, cut.StartedMs)!;
        string? customer = contact.Customer ?? LastKnownBy(lastMs, Field.Customer, thread);
        return contact with { Dimensions = contact.Dimensions with { Channel = channel }, Customer = customer };
    }

    private static bool IsClosedAt(long instantMs, List<Event> own) => own.FindLast(
        item => item.TimeMs <= instantMs && (item.Type == EventTypes.ContactClosed || item.Type == EventTypes.ContactReopened))
        ?.Type == EventTypes.ContactClosed;

    private static string? LastKnownBy(long instantMs, Field field, EventSet thread) => thread
        .LastOrDefault(item => item.Type.About == About.Contact && item.TimeMs <= instantMs && item.Text(field) is not null)?.Text(field);
}
