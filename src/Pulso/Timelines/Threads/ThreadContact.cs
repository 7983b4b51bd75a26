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
    public static Contact? Of(CutContact cut, EventSet thread)
    {
        var first = cut.Events.Find(item => item.Type == EventTypes.MessageReceived || item.Type == EventTypes.MessageSent);
        string direction = first?.Type == EventTypes.MessageSent ? "outbound" : Contact.Inbound;
        if (ContactFold.Of(cut.Events, direction) is not { } contact)
            return null;
        string channel = thread.Select(item => item.Text(Field.Channel)).FirstOrDefault(name => name is not null) ?? contact.Dimensions.Channel;
        string? customer = contact.Customer
            ?? thread.LastOrDefault(item => item.TimeMs <= cut.Events[^1].TimeMs && item.Text(Field.Customer) is not null)?.Text(Field.Customer);
        return contact with { StartedMs = cut.StartedMs, Dimensions = contact.Dimensions with { Channel = channel }, Customer = customer };
    }
}
